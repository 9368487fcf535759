import { useEffect, useRef, useState } from 'react';
import type { InputOf, OutputOf } from '../../shared/api/index.ts';
import { overrulingOf } from '../../shared/calendar/rules.ts';
import type { OperationId, VisitId } from '../../shared/kernel/ids.ts';
import { newOperationId } from '../data/bridge.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { sayWithUndo } from '../ui/undoable.ts';
import { type BookingDraft, type BookingPlace, EMPTY_BOOKING, whoOf } from './booking-draft.ts';
import { useCalendarView } from './calendar-view.ts';
import { takenOf } from './series-part.tsx';

/** A key pressed longer ago than this, in milliseconds, was not meant for what stands there by now. */
const EARLY = 3_000;

/** A booking while it is made: its draft, what stands against it, and how it is booked; `onBooked` when it is. */
export function useBooking(
  place: BookingPlace,
  frame: OutputOf<'practice.frame'>,
  onBooked: (visitId: VisitId) => void,
) {
  const { calendar } = useStrings();
  const formats = useFormats();
  const [draft, keep, drop] = useDraft<BookingDraft>('calendar/booking', EMPTY_BOOKING);
  const [{ hidesNames }] = useCalendarView();
  const [tried, setTried] = useState(false);
  const early = useRef<number | null>(null);
  const booking = useDeskCommand('calendar.book');
  const series = useDeskCommand('calendar.bookSeries');
  const undoing = useDeskCommand('visits.undo');
  const change = (some: Partial<BookingDraft>): void => keep((before) => ({ ...before, ...some }));
  const known = useDeskQuery(
    'patients.chart',
    { patientId: draft.patientId ?? '' },
    { enabled: draft.patientId !== null },
  ).data?.patient;
  const type = frame.appointmentTypes.find(({ id }) => id === draft.typeId) ?? frame.appointmentTypes[0];
  const minutes = draft.minutes ?? type?.minutes ?? 20;
  const where = { providerId: place.providerId, starts: place.starts, roomId: draft.roomId, minutes };
  const typeId = type?.id ?? '';
  const isSeries = draft.everyDays !== null && draft.who === 'known' && draft.patientId !== null;
  const check = useDeskQuery(
    'calendar.check',
    { visitId: null, patientId: draft.patientId, typeId, ...where },
    { enabled: type !== undefined && !isSeries, keepPrevious: true },
  );
  const seriesCheck = useDeskQuery(
    'calendar.checkSeries',
    {
      ...where,
      patientId: draft.patientId ?? '',
      typeId,
      everyDays: draft.everyDays ?? 7,
      count: draft.count,
    },
    { enabled: type !== undefined && isSeries, keepPrevious: true },
  );
  const visits = seriesCheck.data?.visits;
  const conflicts = isSeries ? [] : (check.data?.conflicts ?? []);
  const needed = overrulingOf(conflicts);
  const who = whoOf(draft, frame.day);
  const lacksReason = needed !== null && draft.overruleReason.trim().length < 3;
  const taken = isSeries ? takenOf(visits ?? [], draft.leftOut) : [];
  const command = isSeries ? series : booking;

  const done = (visitId: VisitId, operationId: OperationId, said: string): void => {
    drop();
    onBooked(visitId);
    sayWithUndo(said, () => undoing.run({ visitId, operationId }), calendar.bookedBack);
  };
  const named = known === undefined ? `${draft.given} ${draft.family}` : naturalName(known);
  const name = hidesNames ? calendar.somebody : named;
  const bookOne = async (who: InputOf<'calendar.book'>['who']): Promise<void> => {
    const operationId = newOperationId();
    const input: InputOf<'calendar.book'> = {
      ...where,
      who,
      typeId,
      reason: draft.reason,
      ...(draft.answers === null ? {} : { answers: draft.answers }),
      ...(needed === null ? {} : { overruleReason: draft.overruleReason }),
    };
    const answer = await booking.run(input, operationId).catch(() => undefined);
    if (answer !== undefined)
      done(answer.visitId, operationId, calendar.booked(name, formats.time(place.starts, frame.zone)));
  };
  const bookAll = async (patientId: string): Promise<void> => {
    const operationId = newOperationId();
    const places = taken.map((starts) => ({ ...where, starts }));
    const answer = await series
      .run({ patientId, typeId, reason: draft.reason, places }, operationId)
      .catch(() => undefined);
    const [first] = answer?.visitIds ?? [];
    if (first !== undefined) done(first, operationId, calendar.bookedSeries(name, places.length));
  };
  // The times of a series are those that were asked for last, and not the ones still shown of the question before.
  const isOfBefore = isSeries && seriesCheck.isPlaceholderData;
  const book = (): void => {
    // Pressed while the patient was still being looked up: it is done when they stand there, and so says whose visit it is.
    const isLookedUp = draft.who === 'find' || (draft.who === 'known' && known === undefined) || isOfBefore;
    if (isLookedUp) early.current = performance.now();
    setTried(draft.who !== 'find');
    if (isLookedUp || who === undefined || type === undefined || lacksReason || command.isPending) return;
    if (!isSeries) void bookOne(who);
    else if (draft.patientId !== null && taken.length > 1) void bookAll(draft.patientId);
  };
  useEffect(() => {
    if (early.current === null || draft.who === 'find' || known === undefined || isOfBefore) return;
    const isFresh = performance.now() - early.current < EARLY;
    early.current = null;
    if (isFresh && draft.who === 'known') book();
  });
  return {
    draft,
    change,
    known,
    type,
    conflicts,
    needed,
    lacksReason,
    tried,
    visits,
    taken,
    isSeries,
    failure: command.failure,
    isBusy: command.isPending,
    book,
  };
}
