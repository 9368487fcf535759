import { useState } from 'react';
import type { InputOf, OutputOf } from '../../shared/api/index.ts';
import { overrulingOf } from '../../shared/calendar/rules.ts';
import type { AppointmentTypeId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { newOperationId } from '../data/bridge.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { BirthDateField, birthDateOf } from '../ui/birth-date-field.tsx';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { sayWithUndo } from '../ui/undoable.ts';
import { newFromText } from '../visits/walk-in-draft.ts';
import { KnownPatient } from '../visits/walk-in-known.tsx';
import { WalkInSearch } from '../visits/walk-in-search.tsx';
import { type BookingDraft, EMPTY_BOOKING, whoOf } from './booking-draft.ts';
import { ConflictList } from './conflict-list.tsx';

interface BookingPanelProps {
  readonly place: { readonly providerId: ProviderId | null; readonly starts: number };
  readonly frame: OutputOf<'practice.frame'>;
  readonly onClose: () => void;
  readonly onBooked: (visitId: VisitId) => void;
}

/** A booking: who, what, and whatever stands against it, said before it is made. */
export function BookingPanel({ place, frame, onClose, onBooked }: BookingPanelProps) {
  const { calendar, visits } = useStrings();
  const formats = useFormats();
  const [draft, keep, drop] = useDraft<BookingDraft>('calendar/booking', EMPTY_BOOKING);
  const [tried, setTried] = useState(false);
  const command = useDeskCommand('calendar.book');
  const undoing = useDeskCommand('visits.undo');
  const change = (some: Partial<BookingDraft>): void => keep({ ...draft, ...some });
  const known = useDeskQuery(
    'patients.chart',
    { patientId: draft.patientId ?? '' },
    { enabled: draft.patientId !== null },
  ).data?.patient;
  const types = frame.appointmentTypes;
  const type = types.find(({ id }) => id === draft.typeId) ?? types[0];
  const minutes = draft.minutes ?? type?.minutes ?? 20;
  const where = { ...place, roomId: draft.roomId, minutes };
  const check = useDeskQuery(
    'calendar.check',
    { visitId: null, patientId: draft.patientId, typeId: type?.id ?? '', ...where },
    { enabled: type !== undefined, keepPrevious: true },
  );
  const conflicts = check.data?.conflicts ?? [];
  const needed = overrulingOf(conflicts);
  const who = whoOf(draft, frame.day);
  const lacksReason = needed !== null && draft.overruleReason.trim().length < 3;

  const book = async (): Promise<void> => {
    setTried(true);
    if (who === undefined || type === undefined || lacksReason || command.isPending) return;
    const input: InputOf<'calendar.book'> = {
      ...where,
      who,
      typeId: type.id,
      reason: draft.reason,
      ...(needed === null ? {} : { overruleReason: draft.overruleReason }),
    };
    const operationId = newOperationId();
    const answer = await command.run(input, operationId).catch(() => undefined);
    if (answer === undefined) return;
    const name = known === undefined ? `${draft.given} ${draft.family}` : naturalName(known);
    drop();
    onBooked(answer.visitId);
    sayWithUndo(
      calendar.booked(name, formats.time(place.starts, frame.zone)),
      () => undoing.run({ visitId: answer.visitId, operationId }),
      calendar.bookedBack,
    );
  };
  useShortcuts('panel', { 'Ctrl+Enter': () => void book() });
  const provider =
    frame.providers.find(({ id }) => id === place.providerId)?.displayName ?? visits.anyProvider;
  return (
    <Panel
      title={calendar.bookTitle}
      subtitle={
        <p className="tabular">
          {formats.time(place.starts, frame.zone)} · {provider}
        </p>
      }
      onClose={onClose}
      foot={
        draft.who === 'find' ? undefined : (
          <>
            {command.failure === null ? null : <Notice tone="bad">{command.failure.message}</Notice>}
            <Button small look="quiet" onClick={() => change({ who: 'find', patientId: null })}>
              {visits.walkInChange}
            </Button>
            <PanelNext>
              <Button
                look="primary"
                shortcut="Ctrl+Enter"
                onClick={() => void book()}
                disabled={command.isPending || needed === 'never'}
              >
                {calendar.book}
              </Button>
            </PanelNext>
          </>
        )
      }
    >
      {draft.who === 'find' ? (
        <WalkInSearch
          text={draft.text}
          day={frame.day}
          todayOf={() => undefined}
          onText={(text) => change({ text })}
          onKnown={(patientId) => change({ who: 'known', patientId })}
          onNew={() => change({ who: 'new', patientId: null, ...newFromText(draft.text, frame.day) })}
        />
      ) : (
        <form
          className="walk-in"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void book();
          }}
        >
          {draft.who === 'known' ? (
            <KnownPatient patient={known} day={frame.day} />
          ) : (
            <NewPerson draft={draft} day={frame.day} tried={tried} onChange={change} />
          )}
          <SelectField
            label={calendar.type}
            value={type?.id ?? ''}
            options={types.map(({ id, name, minutes: long }) => ({
              value: id as string,
              label: `${name}, ${calendar.minutes(long)}`,
            }))}
            onChange={(typeId) => change({ typeId: typeId as AppointmentTypeId, minutes: null })}
          />
          <SelectField
            label={calendar.room}
            value={draft.roomId ?? ''}
            options={[
              { value: '', label: calendar.anyRoom },
              ...frame.rooms
                .filter(({ active }) => active)
                .map(({ id, name }) => ({ value: id as string, label: name })),
            ]}
            onChange={(roomId) => change({ roomId: roomId === '' ? null : (roomId as RoomId) })}
          />
          <TextField
            label={visits.walkInReason}
            hint={visits.walkInReasonHint}
            value={draft.reason}
            onChange={(reason) => change({ reason })}
            maxLength={200}
            autoFocus={draft.who === 'known'}
          />
          <ConflictList conflicts={conflicts} />
          {needed === null || needed === 'never' ? null : (
            <TextField
              label={calendar.overrule}
              value={draft.overruleReason}
              onChange={(overruleReason) => change({ overruleReason })}
              maxLength={200}
              error={tried && lacksReason ? calendar.overruleNeeded : undefined}
            />
          )}
          <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
            {calendar.book}
          </button>
        </form>
      )}
    </Panel>
  );
}

interface NewPersonProps {
  readonly draft: BookingDraft;
  readonly day: OutputOf<'practice.frame'>['day'];
  readonly tried: boolean;
  readonly onChange: (change: Partial<BookingDraft>) => void;
}

/** Somebody of whom just the name is taken down. */
function NewPerson({ draft, day, tried, onChange }: NewPersonProps) {
  const { visits } = useStrings();
  const missing = (text: string, problem: string): string | undefined =>
    tried && text.trim() === '' ? problem : undefined;
  return (
    <>
      <TextField
        label={visits.fields.family}
        value={draft.family}
        onChange={(family) => onChange({ family })}
        error={missing(draft.family, visits.walkInNeeds.family)}
        maxLength={80}
        autoFocus={draft.family === ''}
      />
      <TextField
        label={visits.fields.given}
        value={draft.given}
        onChange={(given) => onChange({ given })}
        error={missing(draft.given, visits.walkInNeeds.given)}
        maxLength={80}
      />
      <BirthDateField
        text={draft.birthDate}
        today={day}
        onChange={(birthDate) => onChange({ birthDate })}
        autoFocus={draft.family !== '' && draft.birthDate === ''}
        error={
          tried && birthDateOf(draft.birthDate, day) === undefined ? visits.walkInBirthDateWrong : undefined
        }
      />
      <TextField
        label={visits.fields.phone}
        type="tel"
        value={draft.phone}
        onChange={(phone) => onChange({ phone })}
        maxLength={40}
      />
    </>
  );
}
