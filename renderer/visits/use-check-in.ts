import { useState } from 'react';
import { formatCents } from '../../shared/kernel/money.ts';
import { keepChange } from '../cash/change-given.ts';
import { changeDue } from '../cash/payment-draft.ts';
import { newOperationId } from '../data/bridge.ts';
import { useDraft } from '../data/desk-store.ts';
import { queryClient, useDeskCommand } from '../data/queries.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { Shortcuts } from '../ui/shortcuts.ts';
import {
  type CheckInDraft,
  type CheckInStep,
  checkInInput,
  checkInSteps,
  copayAsked,
  EMPTY_CHECK_IN,
  nextStep,
  openFault,
  primaryCoverage,
  type StepName,
  type VisitPanel,
} from './check-in-draft.ts';
import { failureText } from './failure-text.ts';
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
  readonly edit: (editing: boolean) => void;
  readonly submit: () => void;
}

/** A check-in in progress: what was said so far, which step is open, and the keys that answer it. */
export function useCheckIn(panel: VisitPanel, mayEdit: boolean, actions: VisitActions): CheckIn {
  const { visits } = useStrings();
  const { visit } = panel;
  const [draft, keep, drop] = useDraft<CheckInDraft>(`check-in/${visit.id}`, EMPTY_CHECK_IN);
  const [shown, show] = useState<StepName | null>(null);
  const [editing, edit] = useState(false);
  const [tried, setTried] = useState(false);
  const command = useDeskCommand('visits.checkIn');
  const steps = checkInSteps(panel, draft);
  const next = nextStep(steps);
  // The copay stays open once everything is answered: its amount is what one looks at last.
  const open = shown ?? next ?? 'copay';
  const isDone = (step: StepName): boolean => steps.some((each) => each.name === step && each.done);
  const change = (some: Partial<CheckInDraft>): void => keep({ ...draft, ...some });

  const send = async (): Promise<void> => {
    const input = checkInInput(panel, draft);
    if (input === undefined) {
      setTried(true);
      show(null);
      return;
    }
    if (command.isPending) return;
    const operationId = newOperationId();
    const name = naturalName(visit.patient);
    const answer = await command.run(input, operationId).catch(() => undefined);
    if (answer === undefined) return;
    const change =
      input.copay.outcome === 'taken' ? changeDue(draft.payment, copayAsked(panel, draft).amount) : undefined;
    keepChange(answer.receipt?.tenderId, change);
    const said = [visits.checkedIn(name, answer.receipt?.receiptNumber ?? null)];
    if (change !== undefined && change > 0) said.push(visits.giveChange(formatCents(change)));
    actions.done(said.join('. '), { visitId: visit.id, operationId, name });
    // The draft goes only when the new state is on the screen, so that the steps do not flash empty in between.
    await queryClient.invalidateQueries({ queryKey: ['visits.panel', { visitId: visit.id }] });
    drop();
  };

  const fault = openFault(panel, draft);
  const missing = (step: StepName): string => {
    switch (fault) {
      case null:
        return visits.stillOpen(visits.steps[step]);
      case 'reason':
        return visits.reasonNeeded;
      case 'card':
        return visits.cardNeeds;
      case 'card-copay':
        return visits.cardCopayWrong;
      default:
        return visits.paymentProblems[fault];
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
      show(null);
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
      if (draft.coverage === null && primaryCoverage(panel) !== undefined) change({ coverage: 'keep' });
      show(null);
    },
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
      (tried && next !== undefined ? missing(next) : null),
    keys,
    change,
    show,
    edit,
    submit: () => void send(),
  };
}
