import { useState } from 'react';
import type { Coverage } from '../../shared/coverage/contract.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import type { UndoableChange } from '../ui/undoable.ts';
import { type CardDraft, cardOf, EMPTY_CARD, readCard } from './card-draft.ts';
import { CardFields } from './card-fields.tsx';
import { CardForm } from './card-form.tsx';
import { CardPictures } from './card-pictures.tsx';

interface CoverageFormProps {
  readonly patientId: PatientId;
  /** The one that is corrected; null for a new one. */
  readonly coverage: Coverage | null;
  readonly change: UndoableChange;
  readonly onDone: () => void;
}

/** A card typed or corrected in the chart; what was typed survives a lock. */
export function CoverageForm({ patientId, coverage, change, onDone }: CoverageFormProps) {
  const { checkIn } = useStrings();
  const words = checkIn.coverage;
  const adding = useDeskCommand('coverage.add');
  const editing = useDeskCommand('coverage.edit');
  const [draft, keep, drop] = useDraft<CardDraft>(
    `coverage/${coverage?.id ?? patientId}`,
    coverage === null ? EMPTY_CARD : cardOf(coverage),
  );
  const [tried, setTried] = useState(false);
  const card = readCard(draft);
  const back = (): void => {
    drop();
    onDone();
  };
  const save = async (): Promise<void> => {
    setTried(true);
    if (!card.ok) return;
    const { fields } = card;
    const isSaved =
      coverage === null
        ? await change.act(words.added, (id) => adding.run({ patientId, fields }, id))
        : await change.act(words.changed, (id) =>
            editing.run({ coverageId: coverage.id, version: coverage.version, changes: fields }, id),
          );
    if (isSaved) back();
  };
  return (
    <CardForm onSend={() => void save()}>
      <CardFields
        card={draft}
        onChange={keep}
        askKind
        autoFocus
        pictures={
          <CardPictures
            patientId={patientId}
            card={draft}
            onChange={(sides) => keep({ ...draft, ...sides })}
          />
        }
      />
      <div className="card-fields__foot">
        {card.ok || !tried ? (
          <p />
        ) : (
          <p className="field__error" role="alert">
            {checkIn.cardProblems[card.problem]}
          </p>
        )}
        <Button look="quiet" onClick={back}>
          {words.cancel}
        </Button>
        <Button submit shortcut="Enter" disabled={adding.isPending || editing.isPending}>
          {words.save}
        </Button>
      </div>
    </CardForm>
  );
}
