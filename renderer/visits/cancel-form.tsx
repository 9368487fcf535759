import { useState } from 'react';
import { cents, formatCents } from '../../shared/kernel/money.ts';
import { useDraft } from '../data/desk-store.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import type { VisitPanel } from './check-in-draft.ts';
import type { VisitActions } from './visit-actions.ts';

export interface Cancelling {
  readonly reason: string;
  readonly keepReason: (reason: string) => void;
  /** What the button says: cancelling a visit that was paid for gives the money back. */
  readonly label: string;
  readonly isPaid: boolean;
  readonly submit: () => void;
}

/** A cancellation while it is typed; `onDone` when the visit is cancelled. */
export function useCancel(panel: VisitPanel, actions: VisitActions, onDone: () => void): Cancelling {
  const { visits } = useStrings();
  const { visit } = panel;
  const [reason, keepReason, forgetReason] = useDraft(`cancel/${visit.id}`, '');
  const [isBusy, setBusy] = useState(false);
  const standing = panel.tenders.filter((tender) => tender.voids === null && !tender.voided);
  // What was paid from a prepayment goes back there, and nothing out of the drawer.
  const amount = cents(
    standing
      .filter(({ kind }) => kind !== 'prepaid')
      .reduce<number>((sum, tender) => sum + tender.amountCents, 0),
  );
  const cancel = async (): Promise<void> => {
    const giveBack = standing.length > 0;
    if (!(await actions.move(visit, { move: 'cancel', reason, ...(giveBack ? { giveBack } : {}) }))) return;
    forgetReason();
    onDone();
  };
  return {
    reason,
    keepReason: (next) => {
      keepReason(next);
      // What was said about the reason before is out of date.
      actions.clearFailure();
    },
    label: amount === 0 ? visits.moves.cancel : visits.cancelGiveBack(formatCents(amount)),
    isPaid: standing.length > 0,
    submit: () => {
      if (isBusy) return;
      setBusy(true);
      void cancel().finally(() => setBusy(false));
    },
  };
}

/** The reason of a cancellation: one of the usual ones, or a few words. Money that stands is named first. */
export function CancelForm({ cancelling }: { readonly cancelling: Cancelling }) {
  const { visits } = useStrings();
  const { reason, keepReason } = cancelling;
  return (
    <section className="box" aria-label={visits.cancelTitle}>
      <h3 className="box__title">{visits.cancelTitle}</h3>
      {cancelling.isPaid ? <Notice tone="warn">{visits.cancelPaid}</Notice> : null}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          cancelling.submit();
        }}
      >
        <TextField label={visits.cancelWhy} value={reason} onChange={keepReason} autoFocus maxLength={200} />
      </form>
      <div className="step__actions">
        {visits.cancelReasons.map((usual) => (
          <Button key={usual} small onClick={() => keepReason(usual)} aria-pressed={reason === usual}>
            {usual}
          </Button>
        ))}
      </div>
    </section>
  );
}
