import { useLayoutEffect, useRef } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { AppointmentTypeId, ProviderId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx';
import { CheckField, SelectField } from '../ui/fields.tsx';
import { Panel } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { KnownPatient } from '../visits/walk-in-known.tsx';
import { AheadField } from './ahead-field.tsx';
import { type BookingDraft, EMPTY_BOOKING } from './booking-draft.ts';
import { DAYPARTS, EMPTY_FIND, type FindDraft, readAhead } from './find-draft.ts';
import { typeOptions, WishFields } from './wish-fields.tsx';

export type Opening = OutputOf<'calendar.openings'>['openings'][number];

interface FindPanelProps {
  readonly frame: OutputOf<'practice.frame'>;
  /** The day on the screen: what is looked for is not before it. */
  readonly day: PlainDate;
  /** An opening was taken for these kinds of visit, one after the other. */
  readonly onOpening: (opening: Opening, typeIds: readonly AppointmentTypeId[]) => void;
  readonly onWait: () => void;
  readonly onClose: () => void;
}

/** As many as the digits choose. */
const SHOWN = 9;
const DAYS = 90;

/** The next free times for a kind of visit, answered while it is still being said; a digit takes one. */
export function FindPanel({ frame, day, onOpening, onWait, onClose }: FindPanelProps) {
  const { calendar } = useStrings();
  const panel = useRef<HTMLElement>(null);
  // Its digits act at once, and Tab goes on into it.
  useLayoutEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const formats = useFormats();
  const [draft, keep] = useDraft<FindDraft>('calendar/find', EMPTY_FIND);
  const [booking] = useDraft<BookingDraft>('calendar/booking', EMPTY_BOOKING);
  const change = (some: Partial<FindDraft>): void => keep((before) => ({ ...before, ...some }));
  const known = useDeskQuery(
    'patients.chart',
    { patientId: booking.patientId ?? '' },
    { enabled: booking.patientId !== null },
  ).data?.patient;
  const typeId = draft.typeId ?? frame.appointmentTypes[0]?.id ?? null;
  const typeIds = [typeId, draft.thenTypeId].filter((id) => id !== null);
  const from = readAhead(draft.from, frame.day);
  const canRead = from !== undefined;
  const found = useDeskQuery(
    'calendar.openings',
    {
      typeIds,
      providerIds: [...draft.providerIds],
      weekdays: [...draft.weekdays],
      ...DAYPARTS[draft.daypart],
      notBefore: from ?? day,
      days: DAYS,
      needsRoom: draft.needsRoom,
      count: SHOWN,
    },
    { enabled: typeId !== null && canRead, keepPrevious: true },
  );
  const openings = canRead ? (found.data?.openings ?? []) : [];
  const take = (opening: Opening): void => onOpening(opening, typeIds);
  useShortcuts('panel', {
    ...Object.fromEntries(openings.map((opening, index) => [`${index + 1}`, () => take(opening)])),
    w: onWait,
  });
  const nameOf = (id: ProviderId): string =>
    frame.providers.find((provider) => provider.id === id)?.displayName ?? '';
  const roomOf = ({ roomId }: Opening): string => {
    const room = frame.rooms.find(({ id }) => id === roomId)?.name;
    return room === undefined ? '' : ` · ${room}`;
  };
  return (
    <Panel
      title={calendar.findTitle}
      onClose={onClose}
      panelRef={panel}
      foot={
        <Button shortcut="w" onClick={onWait}>
          {calendar.toWaitList}
        </Button>
      }
    >
      {known === undefined ? null : <KnownPatient patient={known} day={frame.day} />}
      <div className="wish">
        <WishFields wish={draft} frame={frame} onChange={change} />
        <AheadField
          label={calendar.notBefore}
          text={draft.from}
          today={frame.day}
          onChange={(from) => change({ from })}
        />
        <SelectField
          label={calendar.andThen}
          value={draft.thenTypeId ?? ''}
          options={[{ value: '', label: calendar.alone }, ...typeOptions(frame, calendar.minutes)]}
          onChange={(chosen) => change({ thenTypeId: chosen === '' ? null : (chosen as AppointmentTypeId) })}
        />
        <CheckField
          label={calendar.needsRoom}
          checked={draft.needsRoom}
          onChange={(needsRoom) => change({ needsRoom })}
        />
      </div>
      {!canRead ? (
        <EmptyState title={calendar.aheadWrong} />
      ) : found.error !== null ? (
        <ErrorState failure={found.error} onRetry={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <Skeleton lines={4} />
      ) : openings.length === 0 ? (
        <EmptyState title={calendar.noOpening} />
      ) : (
        <ul className="openings" aria-label={calendar.openings}>
          {openings.map((opening, index) => (
            <li key={`${opening.starts} ${opening.providerId}`}>
              <Button shortcut={`${index + 1}`} onClick={() => take(opening)}>
                <span className="tabular">
                  {formats.dayLong(opening.day)}, {formats.time(opening.starts, frame.zone)} ·{' '}
                  {nameOf(opening.providerId)}
                  {roomOf(opening)}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
