import { useLayoutEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { AppointmentTypeId, ProviderId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { DayField } from '../coverage/day-field.tsx';
import { readDay } from '../coverage/day-text.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx';
import { SelectField } from '../ui/fields.tsx';
import { Panel } from '../ui/panel.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

export type Opening = OutputOf<'calendar.openings'>['openings'][number];

interface FindPanelProps {
  readonly frame: OutputOf<'practice.frame'>;
  /** The day on the screen: what is looked for is not before it. */
  readonly day: PlainDate;
  readonly onOpening: (opening: Opening, typeId: AppointmentTypeId) => void;
  readonly onClose: () => void;
}

type Daypart = 'any' | 'morning' | 'afternoon';
const DAYPARTS: Readonly<Record<Daypart, { readonly opens: string | null; readonly closes: string | null }>> =
  {
    any: { opens: null, closes: null },
    morning: { opens: null, closes: '12:00' },
    afternoon: { opens: '12:00', closes: null },
  };
/** As many as the digits choose. */
const SHOWN = 9;
const DAYS = 90;

/** The next free times for a kind of visit, answered while it is still being said; a digit takes one. */
export function FindPanel({ frame, day, onOpening, onClose }: FindPanelProps) {
  const { calendar, visits } = useStrings();
  const panel = useRef<HTMLElement>(null);
  // Its digits act at once, and Tab goes on into it.
  useLayoutEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const formats = useFormats();
  const [typeId, setTypeId] = useState<AppointmentTypeId | null>(frame.appointmentTypes[0]?.id ?? null);
  const [providerId, setProviderId] = useState<ProviderId | null>(null);
  const [daypart, setDaypart] = useState<Daypart>('any');
  const [from, keepFrom] = useDraft('calendar/find-from', '');
  const notBefore = readDay(from) ?? day;
  const found = useDeskQuery(
    'calendar.openings',
    {
      typeIds: typeId === null ? [] : [typeId],
      providerIds: providerId === null ? [] : [providerId],
      weekdays: [],
      ...DAYPARTS[daypart],
      notBefore,
      days: DAYS,
      needsRoom: false,
      count: SHOWN,
    },
    { enabled: typeId !== null, keepPrevious: true },
  );
  const openings = found.data?.openings ?? [];
  const take = (opening: Opening): void => {
    if (typeId !== null) onOpening(opening, typeId);
  };
  useShortcuts(
    'panel',
    Object.fromEntries(openings.map((opening, index) => [`${index + 1}`, () => take(opening)])),
  );
  const nameOf = (id: ProviderId): string =>
    frame.providers.find((provider) => provider.id === id)?.displayName ?? '';
  return (
    <Panel title={calendar.findTitle} onClose={onClose} panelRef={panel}>
      <div className="walk-in">
        <SelectField
          label={calendar.type}
          value={typeId ?? ''}
          options={frame.appointmentTypes.map(({ id, name, minutes }) => ({
            value: id as string,
            label: `${name}, ${calendar.minutes(minutes)}`,
          }))}
          onChange={(chosen) => setTypeId(chosen as AppointmentTypeId)}
        />
        <SelectField
          label={visits.walkInProvider}
          value={providerId ?? ''}
          options={[
            { value: '', label: visits.anyProvider },
            ...frame.providers
              .filter(({ active }) => active)
              .map(({ id, displayName }) => ({ value: id as string, label: displayName })),
          ]}
          onChange={(chosen) => setProviderId(chosen === '' ? null : (chosen as ProviderId))}
        />
        <SegmentedChoice
          label={calendar.daypart}
          value={daypart}
          options={(['any', 'morning', 'afternoon'] as const).map((value) => ({
            value,
            label: calendar.dayparts[value],
          }))}
          onChange={setDaypart}
        />
        <DayField label={calendar.notBefore} text={from} onChange={keepFrom} />
      </div>
      {found.error !== null ? (
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
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
