import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { FEDERAL_HOLIDAYS } from '../../shared/calendar/holidays.ts';
import { templateOn } from '../../shared/calendar/open-hours.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { AllStranded } from '../calendar/stranded-list.tsx';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Key, Pill } from '../ui/controls.tsx';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { CheckField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { BlockPanel } from './block-panel.tsx';
import { HolidaysPanel } from './holidays-panel.tsx';
import { ListRow, useRowWalk } from './list-section.tsx';
import { useNameOf } from './of-whom.tsx';
import { WeekPanel } from './week-panel.tsx';
import { asInstant, weekText } from './week-text.ts';

type Arrangements = OutputOf<'calendar.arrangements'>;
type WeekRow = Arrangements['weeks'][number];
type BlockRow = Arrangements['blocks'][number];

/** What stands beside the lists; an id of null is a new one. */
type Open =
  | { readonly kind: 'week'; readonly id: WeekRow['id'] | null }
  | { readonly kind: 'block'; readonly id: BlockRow['id'] | null }
  | { readonly kind: 'holidays' };

/** When providers work and rooms are open, what time is kept free, which holidays are kept, and who stands outside of that. */
export function ArrangeSection() {
  const { arrange } = useStrings();
  const frame = useFrame().data;
  const [withPast, setWithPast] = useState(false);
  const query = useDeskQuery('calendar.arrangements', { withPast }, { keepPrevious: true });
  const [open, setOpen] = useState<Open | null>(null);
  const { list, walk } = useRowWalk();
  useShortcuts('room', {
    n: () => setOpen({ kind: 'week', id: null }),
    b: () => setOpen({ kind: 'block', id: null }),
    h: () => setOpen({ kind: 'holidays' }),
  });
  const { data } = query;
  if (data === undefined || frame === undefined)
    return query.error === null ? (
      <Skeleton />
    ) : (
      <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
    );
  const close = (): void => setOpen(null);
  return (
    <div className="settings__list">
      <div className="settings__side">
        <div className="settings__add">
          <Button shortcut="n" onClick={() => setOpen({ kind: 'week', id: null })}>
            {arrange.newWeek}
          </Button>
          <Button shortcut="b" onClick={() => setOpen({ kind: 'block', id: null })}>
            {arrange.newBlock}
          </Button>
          <CheckField label={arrange.withPast} checked={withPast} onChange={setWithPast} />
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys act on its buttons, which have the focus */}
        <div className="settings__groups" ref={list} onKeyDown={walk}>
          <Group title={arrange.weeksTitle} note={arrange.usual}>
            {data.weeks.map((row) => (
              <WeekLine
                key={row.id}
                row={row}
                weeks={data.weeks}
                today={frame.day}
                isOpen={open?.kind === 'week' && open.id === row.id}
                onOpen={() => setOpen({ kind: 'week', id: row.id })}
              />
            ))}
          </Group>
          <Group title={arrange.blocksTitle} note={data.blocks.length === 0 ? arrange.noBlocks : undefined}>
            {data.blocks.map((row) => (
              <BlockLine
                key={row.id}
                row={row}
                isOpen={open?.kind === 'block' && open.id === row.id}
                onOpen={() => setOpen({ kind: 'block', id: row.id })}
              />
            ))}
          </Group>
          <Group title={arrange.holidays}>
            <ListRow
              name={arrange.holidays}
              mark={<Key>H</Key>}
              line={arrange.holidaysKept(data.holidays.length, FEDERAL_HOLIDAYS.length)}
              isOpen={open?.kind === 'holidays'}
              onOpen={() => setOpen({ kind: 'holidays' })}
            />
          </Group>
        </div>
      </div>
      {open === null ? (
        <div className="settings__aside">
          <AllStranded otherwise={arrange.allWell} />
        </div>
      ) : (
        <OpenPanel open={open} data={data} onClose={close} />
      )}
    </div>
  );
}

function OpenPanel({
  open,
  data,
  onClose,
}: {
  readonly open: Open;
  readonly data: Arrangements;
  readonly onClose: () => void;
}) {
  if (open.kind === 'holidays') return <HolidaysPanel holidays={data.holidays} onClose={onClose} />;
  if (open.kind === 'block') {
    const row = data.blocks.find(({ id }) => id === open.id);
    return <BlockPanel key={open.id} row={row} onClose={onClose} />;
  }
  const row = data.weeks.find(({ id }) => id === open.id);
  return <WeekPanel key={open.id} row={row} hours={data.hours} onClose={onClose} />;
}

interface GroupProps {
  readonly title: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

function Group({ title, note, children }: GroupProps) {
  return (
    <section className="settings__group" aria-label={title}>
      <h3 className="section__title">{title}</h3>
      <div className="settings__rows">{children}</div>
      {note === undefined ? null : <p className="small muted">{note}</p>}
    </section>
  );
}

interface LineProps<Row> {
  readonly row: Row;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function WeekLine({
  row,
  weeks,
  today,
  ...rest
}: LineProps<WeekRow> & { readonly weeks: readonly WeekRow[]; readonly today: PlainDate }) {
  const { arrange, settings } = useStrings();
  const formats = useFormats();
  const nameOf = useNameOf();
  const theirs = weeks.filter(
    ({ active, providerId, roomId }) => active && providerId === row.providerId && roomId === row.roomId,
  );
  const days =
    row.untilDay === null
      ? arrange.since(formats.date(row.fromDay))
      : arrange.span(formats.date(row.fromDay), formats.date(row.untilDay));
  const week = weekText(row.hours, {
    weekdays: arrange.weekdays,
    none: arrange.noHours,
    time: (clock) => formats.time(asInstant(clock), 'UTC'),
  });
  return (
    <ListRow
      name={nameOf(row)}
      mark={templateOn(theirs, today) === row ? <Pill tone="accent">{arrange.now}</Pill> : null}
      line={
        <>
          {days}
          <br />
          {week}
        </>
      }
      retired={row.active ? undefined : settings.notInUse}
      {...rest}
    />
  );
}

function BlockLine({ row, ...rest }: LineProps<BlockRow>) {
  const { arrange, settings } = useStrings();
  const formats = useFormats();
  const nameOf = useNameOf();
  const { fromDay, untilDay, opens, closes } = row;
  const days =
    fromDay === untilDay
      ? formats.date(fromDay)
      : arrange.span(formats.date(fromDay), formats.date(untilDay));
  const time = (clock: string): string => formats.time(asInstant(clock), 'UTC');
  return (
    <ListRow
      name={row.reason}
      line={
        <>
          {nameOf(row)}
          <br />
          {days}
          {opens === null || closes === null ? '' : `, ${arrange.span(time(opens), time(closes))}`}
        </>
      }
      retired={row.active ? undefined : settings.notInUse}
      {...rest}
    />
  );
}
