import type { VisitId } from '../../shared/kernel/ids.ts';
import { useDraft } from '../data/desk-store.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { TextField } from '../ui/fields.tsx';

interface CancelFormProps {
  readonly visitId: VisitId;
  /** What was said about the reason before is out of date. */
  readonly onTyping: () => void;
  readonly onReason: (reason: string) => void;
}

/** Why the visit does not take place, kept while it is typed. */
export function useCancelReason(visitId: VisitId) {
  return useDraft(`cancel/${visitId}`, '');
}

/** The reason of a cancellation: one of the usual ones, or a few words. */
export function CancelForm({ visitId, onTyping, onReason }: CancelFormProps) {
  const { visits } = useStrings();
  const [reason, keepReason] = useCancelReason(visitId);
  const keep = (next: string): void => {
    keepReason(next);
    onTyping();
  };
  return (
    <section className="box" aria-label={visits.cancelTitle}>
      <h3 className="box__title">{visits.cancelTitle}</h3>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onReason(reason);
        }}
      >
        <TextField label={visits.cancelWhy} value={reason} onChange={keep} autoFocus maxLength={200} />
      </form>
      <div className="step__actions">
        {visits.cancelReasons.map((usual) => (
          <Button key={usual} small onClick={() => keep(usual)} aria-pressed={reason === usual}>
            {usual}
          </Button>
        ))}
      </div>
    </section>
  );
}
