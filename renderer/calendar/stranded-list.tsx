import { type KeyboardEvent, useRef, useState } from 'react';
import type { Arranging, StrandedBooking } from '../../shared/calendar/arrange-contract.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { listName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { ErrorState } from '../ui/feedback.tsx';
import { rovingTarget } from '../ui/roving.ts';
import './stranded-list.css';
import { showInCalendar } from './open-calendar.ts';

/** As many are shown before somebody asks for all of them. */
const FIRST = 30;

interface StrandedListProps {
  /** How many there are and why, in words. */
  readonly title: string;
  readonly bookings: readonly StrandedBooking[];
}

/** Bookings that cannot stay as they are, each with its reason; Enter shows one in the calendar. None is nothing to see. */
export function StrandedList({ title, bookings }: StrandedListProps) {
  const { arrange } = useStrings();
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState(0);
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? bookings : bookings.slice(0, FIRST);
  const stop = Math.min(active, shown.length - 1);
  const walk = (event: KeyboardEvent): void => {
    const target = rovingTarget(event.key, stop, shown.length);
    if (target === undefined) return;
    event.preventDefault();
    setActive(target);
    list.current?.querySelectorAll<HTMLElement>('.stranded__one')[target]?.focus();
  };
  if (bookings.length === 0) return null;
  return (
    <section className="stranded" aria-label={arrange.strandedTitle}>
      <p className="stranded__title">{title}</p>
      <p className="small muted">{arrange.theyStay}</p>
      <ul className="stranded__list" ref={list} onKeyDown={walk}>
        {shown.map((booking, index) => (
          <li key={booking.visitId}>
            <StrandedOne booking={booking} isStop={index === stop} onFocus={() => setActive(index)} />
          </li>
        ))}
      </ul>
      {shown.length === bookings.length ? null : (
        <Button small onClick={() => setIsWhole(true)}>
          {arrange.showAll(bookings.length)}
        </Button>
      )}
    </section>
  );
}

interface StrandedOneProps {
  readonly booking: StrandedBooking;
  /** True for the one that Tab comes to. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
}

function StrandedOne({ booking, isStop, onFocus }: StrandedOneProps) {
  const { arrange, calendar, visits } = useStrings();
  const formats = useFormats();
  const frame = useFrame().data;
  if (frame === undefined) return null;
  const provider =
    frame.providers.find(({ id }) => id === booking.providerId)?.displayName ?? visits.anyProvider;
  const room = frame.rooms.find(({ id }) => id === booking.roomId)?.name;
  const reasons = booking.problems.map(({ rule, reason }) =>
    rule === 'block' && reason !== '' ? calendar.blocked(calendar.reasonOf(reason)) : arrange.problems[rule],
  );
  if (booking.overruledReason !== null && booking.overruledReason !== '')
    reasons.push(arrange.overruled(booking.overruledReason));
  return (
    <button
      type="button"
      className="stranded__one"
      tabIndex={isStop ? 0 : -1}
      onFocus={onFocus}
      onClick={() => showInCalendar(booking.visitId, booking.day)}
    >
      <span className="tabular">
        {formats.dayLong(booking.day)}, {formats.time(booking.starts, frame.zone)} · {provider}
        {room === undefined ? '' : ` · ${room}`}
      </span>
      <span>
        <strong>{listName({ ...booking, middle: '' })}</strong>{' '}
        <span className="muted tabular">{formats.date(booking.birthDate)}</span> · {booking.typeName}
      </span>
      <span className="stranded__why">{reasons.join(' · ')}</span>
    </button>
  );
}

/** The bookings that one change stands against, asked as it is being made; null while it cannot be read yet. */
export function ConcernedBookings({ by }: { readonly by: Arranging | null }) {
  const { arrange } = useStrings();
  const day = useFrame().data?.day;
  const found = useDeskQuery(
    'calendar.stranded',
    { fromDay: day ?? '', by },
    { enabled: by !== null && day !== undefined, keepPrevious: true },
  );
  if (by === null) return null;
  if (found.error !== null) return <ErrorState failure={found.error} onRetry={() => void found.refetch()} />;
  const bookings = found.data?.bookings;
  if (bookings === undefined) return null;
  return bookings.length === 0 ? (
    <p className="muted small" role="status">
      {arrange.noneStranded}
    </p>
  ) : (
    <StrandedList title={arrange.strandedBy[by.kind](bookings.length)} bookings={bookings} />
  );
}

/** Every booking to come that cannot stay as it is; nothing, or the words given, where there is none. */
export function AllStranded({ otherwise }: { readonly otherwise?: string }) {
  const { arrange } = useStrings();
  const day = useFrame().data?.day;
  const found = useDeskQuery(
    'calendar.stranded',
    { fromDay: day ?? '', by: null },
    { enabled: day !== undefined },
  );
  const bookings = found.data?.bookings;
  if (bookings === undefined) return null;
  return bookings.length === 0 ? (
    otherwise === undefined ? null : (
      <p className="muted small">{otherwise}</p>
    )
  ) : (
    <StrandedList title={arrange.stranded(bookings.length)} bookings={bookings} />
  );
}
