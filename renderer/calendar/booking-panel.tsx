import type { OutputOf } from '../../shared/api/index.ts';
import type { AppointmentTypeId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { clinicDay } from '../../shared/kernel/time.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { newFromText } from '../visits/walk-in-draft.ts';
import { KnownPatient } from '../visits/walk-in-known.tsx';
import { WalkInSearch } from '../visits/walk-in-search.tsx';
import { ConflictList } from './conflict-list.tsx';
import { NewPerson } from './new-person.tsx';
import { SeriesPart } from './series-part.tsx';
import { useBooking } from './use-booking.ts';
import { typeOptions } from './wish-fields.tsx';

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
  const booking = useBooking(place, frame, onBooked);
  const { draft, change, book, needed } = booking;
  useShortcuts('panel', { 'Ctrl+Enter': book });
  const provider =
    frame.providers.find(({ id }) => id === place.providerId)?.displayName ?? visits.anyProvider;
  const isImpossible = needed === 'never' || (booking.isSeries && booking.taken.length < 2);
  return (
    <Panel
      title={calendar.bookTitle}
      subtitle={
        <p className="tabular">
          {formats.dayLong(clinicDay(place.starts, frame.zone))}, {formats.time(place.starts, frame.zone)} ·{' '}
          {provider}
        </p>
      }
      onClose={onClose}
      foot={
        draft.who === 'find' ? undefined : (
          <>
            {booking.failure === null ? null : <Notice tone="bad">{booking.failure.message}</Notice>}
            <Button
              small
              look="quiet"
              onClick={() => change({ who: 'find', patientId: null, answers: null })}
            >
              {visits.walkInChange}
            </Button>
            <PanelNext>
              <Button
                look="primary"
                shortcut="Ctrl+Enter"
                onClick={book}
                disabled={booking.isBusy || isImpossible}
              >
                {booking.isSeries ? calendar.bookAll(booking.taken.length) : calendar.book}
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
        <BookingForm booking={booking} frame={frame} />
      )}
    </Panel>
  );
}

interface BookingFormProps {
  readonly booking: ReturnType<typeof useBooking>;
  readonly frame: OutputOf<'practice.frame'>;
}

/** Whom, what, where, how often; and why all the same, where something stands against it. */
function BookingForm({ booking, frame }: BookingFormProps) {
  const { calendar, visits } = useStrings();
  const { draft, change, book, type, needed } = booking;
  return (
    <form
      className="walk-in"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        book();
      }}
    >
      {draft.who === 'known' ? (
        <KnownPatient patient={booking.known} day={frame.day} />
      ) : (
        <NewPerson draft={draft} day={frame.day} tried={booking.tried} onChange={change} />
      )}
      <SelectField
        label={calendar.type}
        value={type?.id ?? ''}
        options={typeOptions(frame, calendar.minutes)}
        onChange={(typeId) => change({ typeId: typeId as AppointmentTypeId, minutes: null })}
      />
      {(type?.preparation ?? '') === '' ? null : (
        <Notice>
          <strong>{calendar.preparation}</strong> {type?.preparation}
        </Notice>
      )}
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
      {draft.who === 'known' && draft.answers === null ? (
        <SeriesPart draft={draft} visits={booking.visits} zone={frame.zone} onChange={change} />
      ) : null}
      <ConflictList conflicts={booking.conflicts} />
      {needed === null || needed === 'never' ? null : (
        <TextField
          label={calendar.overrule}
          value={draft.overruleReason}
          onChange={(overruleReason) => change({ overruleReason })}
          maxLength={200}
          error={booking.tried && booking.lacksReason ? calendar.overruleNeeded : undefined}
        />
      )}
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
        {calendar.book}
      </button>
    </form>
  );
}
