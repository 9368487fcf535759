import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { Accident } from '../../shared/visits/contract.ts';
import { CardForm } from '../coverage/card-form.tsx';
import { readDay } from '../coverage/day-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import type { VisitDraft } from './check-in-draft.ts';
import type { Frame } from './visit-panel.tsx';

interface VisitStepProps {
  readonly visit: VisitDraft;
  readonly frame: Frame;
  readonly isStateWrong: boolean;
  readonly onChange: (visit: VisitDraft) => void;
  readonly onNext: () => void;
}

const ACCIDENTS: readonly Accident[] = ['none', 'auto', 'work', 'other'];
const NOBODY = '';

/** What is corrected about the visit itself: who sees the patient, why they came, and whether an accident did it. */
export function VisitStep({ visit, frame, isStateWrong, onChange, onNext }: VisitStepProps) {
  const { checkIn } = useStrings();
  const providers = (nobody: string) => [
    { value: NOBODY, label: nobody },
    ...frame.providers
      .filter(({ id, active }) => active || id === visit.providerId)
      .map(({ id, displayName }) => ({ value: id as string, label: displayName })),
  ];
  const isAccident = visit.accident !== 'none';
  return (
    <CardForm onSend={onNext}>
      <div className="card-fields__wide">
        <TextField
          label={checkIn.reason}
          value={visit.reason}
          onChange={(reason) => onChange({ ...visit, reason })}
          maxLength={200}
          autoFocus
        />
      </div>
      <SelectField
        label={checkIn.provider}
        value={visit.providerId ?? NOBODY}
        options={providers(checkIn.anyProvider)}
        onChange={(id) => onChange({ ...visit, providerId: id === NOBODY ? null : (id as ProviderId) })}
      />
      <SelectField
        label={checkIn.supervising}
        value={visit.supervisingProviderId ?? NOBODY}
        options={providers(checkIn.noSupervising)}
        onChange={(id) =>
          onChange({ ...visit, supervisingProviderId: id === NOBODY ? null : (id as ProviderId) })
        }
      />
      <SelectField
        label={checkIn.room}
        value={visit.roomId ?? NOBODY}
        options={[
          { value: NOBODY, label: checkIn.noRoom },
          ...frame.rooms
            .filter(({ id, active }) => active || id === visit.roomId)
            .map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
        onChange={(id) => onChange({ ...visit, roomId: id === NOBODY ? null : (id as RoomId) })}
      />
      <div className="card-fields__wide">
        <p className="step__ask">{checkIn.accident}</p>
        <SegmentedChoice
          label={checkIn.accident}
          value={visit.accident}
          options={ACCIDENTS.map((accident) => ({ value: accident, label: checkIn.accidents[accident] }))}
          onChange={(accident) => onChange({ ...visit, accident })}
        />
      </div>
      {isAccident ? (
        <>
          <TextField
            label={checkIn.accidentDate}
            value={visit.accidentDate}
            onChange={(accidentDate) => onChange({ ...visit, accidentDate })}
            error={readDay(visit.accidentDate) === undefined ? checkIn.dayWrong : undefined}
            maxLength={12}
          />
          <TextField
            label={checkIn.accidentState}
            value={visit.accidentState}
            onChange={(accidentState) => onChange({ ...visit, accidentState })}
            error={isStateWrong ? checkIn.accidentStateWrong : undefined}
            maxLength={2}
          />
        </>
      ) : null}
      <div className="card-fields__foot">
        <p className="field__hint">
          {visit.accident === 'auto' || visit.accident === 'work' ? checkIn.accidentAsks : ''}
        </p>
        <Button submit shortcut="Enter">
          {checkIn.next}
        </Button>
      </div>
    </CardForm>
  );
}
