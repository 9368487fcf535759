import { useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { AppointmentTypeId, PatientId, ProviderId } from '../../shared/kernel/ids.ts';
import type { RecallLine } from '../../shared/worklists/contract.ts';
import { AheadField } from '../calendar/ahead-field.tsx';
import { justThem, readAhead } from '../calendar/find-draft.ts';
import { ProviderField, typeOptions } from '../calendar/wish-fields.tsx';
import { dayText } from '../coverage/day-text.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useWhenAnswered } from '../data/when-answered.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useUndoableChange } from '../ui/undoable.ts';
import { KnownPatient } from '../visits/walk-in-known.tsx';

interface RecallPanelProps {
  readonly patientId: PatientId;
  /** The recall that is changed; null for a new one. */
  readonly line: RecallLine | null;
  readonly frame: OutputOf<'practice.frame'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Somebody is to come again around a day; who calls finds it on the list when it is due. */
export function RecallPanel({ patientId, line, frame, onDone, onClose }: RecallPanelProps) {
  const { calendar, visits, worklists } = useStrings();
  const formats = useFormats();
  const [due, setDue] = useState(line === null ? '' : dayText(line.dueDay));
  const [typeId, setType] = useState(line?.typeId ?? frame.appointmentTypes[0]?.id);
  const [providerId, setProvider] = useState<ProviderId | null>(line?.providerId ?? null);
  const [note, setNote] = useState(line?.note ?? '');
  const [tried, setTried] = useState(false);
  const known = useDeskQuery('patients.chart', { patientId }).data?.patient;
  const saving = useDeskCommand('worklists.saveRecall');
  const undoing = useDeskCommand('worklists.undo');
  const { act, failure } = useUndoableChange(
    (operationId) => undoing.run({ operationId }),
    worklists.takenBack,
  );
  const dueDay = readAhead(due, frame.day);
  const save = async (): Promise<void> => {
    setTried(true);
    if (!dueDay || typeId === undefined || known === undefined) return;
    const fields = { typeId, providerId, dueDay, note };
    const said = worklists.recalled(naturalName(known), formats.date(dueDay));
    if (await act(said, (id) => saving.run({ id: line?.id ?? null, patientId, fields }, id))) onDone();
  };
  // Pressed before it is there whom it is for: done when they are.
  const pressSave = useWhenAnswered(patientId, known !== undefined, () => void save());
  useShortcuts('panel', { 'Ctrl+Enter': pressSave });
  return (
    <Panel
      title={worklists.recallTitle}
      onClose={onClose}
      foot={
        <>
          {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
          <PanelNext>
            <Button look="primary" shortcut="Ctrl+Enter" onClick={pressSave}>
              {calendar.note}
            </Button>
          </PanelNext>
        </>
      }
    >
      <form
        className="wish"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          pressSave();
        }}
      >
        <KnownPatient patient={known} day={frame.day} />
        <AheadField
          label={worklists.dueDay}
          text={due}
          today={frame.day}
          onChange={setDue}
          autoFocus
          error={tried && !dueDay ? calendar.aheadWrong : undefined}
        />
        <SelectField
          label={calendar.type}
          value={typeId ?? ''}
          options={typeOptions(frame, calendar.minutes)}
          onChange={(chosen) => setType(chosen as AppointmentTypeId)}
        />
        <ProviderField
          providerIds={justThem(providerId)}
          frame={frame}
          onChange={([chosen]) => setProvider(chosen ?? null)}
        />
        <TextField label={visits.walkInReason} value={note} onChange={setNote} maxLength={200} />
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
          {calendar.note}
        </button>
      </form>
    </Panel>
  );
}
