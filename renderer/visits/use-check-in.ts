import { useState } from 'react';
import type { Payment } from '../../shared/cash/contract.ts';
import { type Cents, cents, formatCents } from '../../shared/kernel/money.ts';
import { keepChange } from '../cash/change-given.ts';
import { changeDue } from '../cash/payment-draft.ts';
import { EMPTY_ELIGIBILITY } from '../coverage/eligibility-draft.ts';
import { newOperationId } from '../data/bridge.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { untilShown } from '../data/until-shown.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { Shortcuts } from '../ui/shortcuts.ts';
import {
  asksAuthorization,
  type CheckInDraft,
  copayAsked,
  EMPTY_CHECK_IN,
  isCompanionKnown,
  primaryCoverage,
  type Today,
  type VisitPanel,
} from './check-in-draft.ts';
import {
  type CheckInStep,
  checkInInput,
  checkInSteps,
  nextStep,
  type OpenFault,
  openAmounts,
  openFault,
  type StepName,
} from './check-in-input.ts';
import { failureText } from './failure-text.ts';
import { changeOfLines, unusualPayment } from './money-draft.ts';
import type { VisitActions } from './visit-actions.ts';

export interface CheckIn {
  readonly draft: CheckInDraft;
  readonly steps: readonly CheckInStep[];
  /** The step whose question is on the screen. */
  readonly open: StepName | null;
  readonly editing: boolean;
  /** True once the desk tried to check in with something still open. */
  readonly tried: boolean;
  readonly isPending: boolean;
  readonly problem: string | null;
  readonly keys: Shortcuts;
  readonly change: (change: Partial<CheckInDraft>) => void;
  readonly show: (step: StepName | null) => void;
  /** Keeps a step open whatever is answered meanwhile, as while the patient signs; null lets go. */
  readonly hold: (step: StepName | null) => void;
  readonly edit: (editing: boolean) => void;
  readonly submit: () => void;
}

/** A check-in in progress: what was said so far, which step is open, and the keys that answer it. */
export function useCheckIn(
  panel: VisitPanel,
  mayEdit: boolean,
  today: Today,
  actions: VisitActions,
): CheckIn {
  const { visits, checkIn: words } = useStrings();
  const formats = useFormats();
  const { visit } = panel;
  const [draft, keep, drop] = useDraft<CheckInDraft>(`check-in/${visit.id}`, EMPTY_CHECK_IN);
  const [shown, show] = useState<StepName | null>(null);
  const [held, hold] = useState<StepName | null>(null);
  const [editing, edit] = useState(false);
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState<Cents | null>(null);
  const command = useDeskCommand('visits.checkIn');
  const steps = checkInSteps(panel, draft, today);
  const next = nextStep(steps);
  // The copay stays open once everything is answered: its amount is what one looks at last.
  const open = held ?? shown ?? next ?? 'copay';
  const isDone = (step: StepName): boolean => steps.some((each) => each.name === step && each.done);
  const change = (some: Partial<CheckInDraft>): void => {
    keep({ ...draft, ...some });
    setAsked(null);
  };

  const send = async (): Promise<void> => {
    const input = checkInInput(panel, draft, today);
    if (input === undefined) {
      setTried(true);
      show(null);
      return;
    }
    if (command.isPending) return;
    const unusual = unusualPayment(openAmounts(panel, draft, today), paymentsOf(input));
    if (unusual !== null && asked !== unusual) {
      setAsked(unusual);
      show('copay');
      return;
    }
    const operationId = newOperationId();
    const name = naturalName(visit.patient);
    const answer = await command.run(input, operationId).catch(() => undefined);
    if (answer === undefined) return;
    const changes = changesGiven(panel, draft, today, input);
    for (const [index, { tenderId }] of answer.receipts.entries()) keepChange(tenderId, changes[index]);
    const change = cents(changes.reduce<number>((sum, each) => sum + (each ?? 0), 0));
    const numbers = answer.receipts.map(({ receiptNumber }) => receiptNumber);
    const said = [visits.checkedIn(name, numbers.length === 0 ? null : formats.list(numbers))];
    if (change > 0) said.push(visits.giveChange(formatCents(change)));
    // Said and forgotten only when the new state is on the screen: its keys act by then, and no step flashes empty.
    await untilShown(visit.id);
    actions.done(said.join('. '), { visitId: visit.id, operationId, name });
    drop();
  };

  const fault = openFault(panel, draft, today);
  const missing = (step: StepName): string => {
    switch (fault) {
      case null:
        return visits.stillOpen(words.steps[step]);
      case 'reason':
        return visits.reasonNeeded;
      case 'companion':
        return words.companionNeeded;
      case 'accident-date':
        return words.dayWrong;
      case 'accident-state':
        return words.accidentStateWrong;
      case 'forms-reason':
        return words.formsLaterNeeded;
      case 'too-much':
        return words.tooMuch;
      default:
        return isCardFault(fault) ? words.cardProblems[fault] : visits.paymentProblems[fault];
    }
  };

  const sayDemographics = (): void => {
    if (open === 'demographics') change({ demographicsSaid: true });
    show(open === 'demographics' ? null : 'demographics');
  };
  const keys: Shortcuts = {
    i: () => {
      if (isDone('identity')) {
        change({ identitySaid: false });
        return show('identity');
      }
      if (open !== 'identity') return show('identity');
      if (draft.identifiers.length < 2) return;
      change({ identitySaid: true });
      // Nobody has said yet who is with the child: that is asked in the same step.
      show(isCompanionKnown(panel, draft) ? null : 'identity');
    },
    d: sayDemographics,
    e: mayEdit
      ? () => {
          show('demographics');
          edit(true);
        }
      : undefined,
    c: () => {
      if (open !== 'coverage') return show('coverage');
      if (draft.coverage === null && primaryCoverage(panel, today) !== undefined)
        change({ coverage: 'keep' });
      show(null);
    },
    v: () => show(open === 'visit' ? null : 'visit'),
    g: () => {
      if (open !== 'eligibility') return show('eligibility');
      // Pressed again it says that nobody could be asked.
      change({ eligibility: { ...EMPTY_ELIGIBILITY, result: 'not-checked', how: 'offline' } });
      show(null);
    },
    u: asksAuthorization(panel, draft, today)
      ? () => show(open === 'authorization' ? null : 'authorization')
      : undefined,
    // In the step itself `S` is the pad's.
    s: open === 'forms' ? undefined : () => show('forms'),
    p: () => show('copay'),
    'Ctrl+Enter': () => void send(),
  };

  return {
    draft,
    steps,
    open,
    editing,
    tried,
    isPending: command.isPending,
    problem:
      (command.failure === null ? undefined : failureText(command.failure)) ??
      (tried && next !== undefined ? missing(next) : null) ??
      (asked === null ? null : words.unusual(formatCents(asked))),
    keys,
    change,
    show,
    hold,
    edit,
    submit: () => void send(),
  };
}

const CARD_FAULTS = ['card', 'card-copay', 'card-date', 'card-dates'] as const;

function isCardFault(fault: OpenFault): fault is (typeof CARD_FAULTS)[number] {
  return (CARD_FAULTS as readonly string[]).includes(fault);
}

/** All that is paid with this check-in. */
function paymentsOf({ copay, morePayments = [] }: NonNullable<ReturnType<typeof checkInInput>>): Payment[] {
  const first = copay.outcome === 'taken' ? [copay.payment as Payment] : [];
  return [...first, ...(morePayments as Payment[])];
}

/** What goes back in cash, in the order of the receipts. */
function changesGiven(
  panel: VisitPanel,
  draft: CheckInDraft,
  today: Today,
  { copay }: NonNullable<ReturnType<typeof checkInInput>>,
): readonly (Cents | undefined)[] {
  const asked = copayAsked(panel, draft, today);
  const first = copay.outcome === 'taken' ? (copay.payment as Payment) : null;
  const lines = draft.more.filter((line) => line.purpose !== 'copay' || first !== null);
  const more = changeOfLines(openAmounts(panel, draft, today), first, lines);
  return first === null ? more : [changeDue(draft.payment, asked.amount), ...more];
}
