import './day-pages.css';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { type DayLine, dayLines, dayTotals } from '../../shared/calendar/day-lines.ts';
import { isSecondTime, wholeDay } from '../../shared/calendar/open-hours.ts';
import { MINUTE, type Span } from '../../shared/calendar/spans.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { DayPaper, PaperVisit, Sheet } from '../../shared/print/contract.ts';
import { useFrame } from '../data/session.ts';
import { listName } from '../patients/patient-text.ts';
import type { Strings } from '../strings/en.ts';
import type { Formats } from '../strings/formats.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { dayGroups, type PaperGroup } from './day-groups.ts';
import { PracticePages } from './practice-pages.tsx';

type Frame = OutputOf<'practice.frame'>;

interface DayPagesProps {
  readonly paper: DayPaper;
  readonly told: OutputOf<'print.day'>;
  readonly sheet: Sheet;
}

/** What every line of these pages is written with. */
interface Pen {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly frame: Frame;
  readonly day: PlainDate;
  readonly isRoomSheet: boolean;
}

/** A day on paper: of a provider, of the rooms, or of everybody; what is on each page says whose it is. */
export function DayPages({ paper, told, sheet }: DayPagesProps) {
  const strings = useStrings();
  const formats = useFormats();
  const frame = useFrame().data;
  if (frame === undefined) return null;
  const { pages } = strings;
  const words = strings.paper;
  const pen: Pen = { strings, formats, frame, day: paper.day, isRoomSheet: paper.kind === 'room-sheet' };
  const groups = dayGroups(paper, told, frame, strings.calendar.nobody);
  const { parts, groupAt } = partsOf(groups, paper, told, pen);
  const [only] = groups;
  const isOne = paper.kind === 'provider-day' || (paper.kind === 'room-sheet' && paper.roomId !== null);
  return (
    <PracticePages
      sheet={sheet}
      title={pages.kinds[paper.kind]}
      aside={
        <>
          {isOne && only !== undefined ? <p className="page-head__whose">{only.title}</p> : null}
          <p>{words.dayOfYear(formats.dayLong(paper.day), paper.day.slice(0, 4))}</p>
        </>
      }
      runningHead={(first) => (
        <>
          {isOne ? null : (
            <p className="day-running">{groupAt(first) === '' ? '' : words.continued(groupAt(first))}</p>
          )}
          <Columns pen={pen} />
        </>
      )}
      parts={parts}
    />
  );
}

/** The parts of the pages, and whose part each is; the first of a group says so itself. */
function partsOf(
  groups: readonly PaperGroup[],
  paper: DayPaper,
  told: OutputOf<'print.day'>,
  pen: Pen,
): { readonly parts: readonly ReactNode[]; readonly groupAt: (part: number) => string } {
  const words = pen.strings.paper;
  const parts: ReactNode[] = [];
  const owners: string[] = [];
  const add = (owner: string, part: ReactNode): void => {
    parts.push(part);
    owners.push(owner);
  };
  if (paper.kind !== 'provider-day')
    add(
      '',
      <p key="totals" className="day-totals">
        <strong>{totalsText(told.visits, pen)}</strong>
      </p>,
    );
  if (groups.length === 0) add('', <p key="none">{words.noRooms}</p>);
  for (const group of groups) {
    const lines = linesOf(group, pen);
    const [first, ...rest] = lines.map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line of paper is its place
      <Line key={`${group.key} ${index}`} line={line} pen={pen} />
    ));
    // The head of a group is never the last line of a page.
    add(
      '',
      <div key={group.key}>
        <GroupHead group={group} pen={pen} isAlone={paper.kind === 'provider-day'} />
        {first ?? <p>{words.nobodyBooked}</p>}
      </div>,
    );
    for (const line of rest) add(group.title, line);
  }
  return { parts, groupAt: (part) => owners[part] ?? '' };
}

function linesOf(group: PaperGroup, { day, frame }: Pen): readonly DayLine<PaperVisit>[] {
  const takes = ({ status, starts, minutes }: PaperVisit): Span | null =>
    starts === null || status === 'cancelled' || status === 'no-show'
      ? null
      : { starts, ends: starts + minutes * MINUTE };
  return dayLines({
    day: wholeDay(day, frame.zone),
    visits: group.visits,
    spanOf: takes,
    startOf: ({ starts }) => starts,
    open: group.open,
    blocks: group.blocks,
  });
}

function GroupHead({
  group,
  pen,
  isAlone,
}: {
  readonly group: PaperGroup;
  readonly pen: Pen;
  readonly isAlone: boolean;
}) {
  const words = pen.strings.paper;
  const hours =
    group.open === null
      ? words.noHours
      : group.open.length === 0
        ? words.closed
        : words.hours(group.open.map((span) => spanText(span, pen)).join(', '));
  return (
    <div className="day-group">
      {isAlone ? null : <h3>{group.title}</h3>}
      <p>{group.providerId === null && group.roomId === null ? '' : hours}</p>
      {pen.isRoomSheet ? null : <p>{totalsText(group.visits, pen)}</p>}
    </div>
  );
}

function Columns({ pen }: { readonly pen: Pen }) {
  const { columns } = pen.strings.paper;
  return (
    <p className="day-line day-line--head">
      <span>{columns.time}</span>
      <span>{columns.patient}</span>
      <span>{columns.visit}</span>
      <span>{pen.isRoomSheet ? columns.provider : columns.room}</span>
      <span>{columns.status}</span>
    </p>
  );
}

function Line({ line, pen }: { readonly line: DayLine<PaperVisit>; readonly pen: Pen }) {
  const words = pen.strings.paper;
  if (line.kind === 'visit') return <VisitLine visit={line.visit} pen={pen} />;
  const lasting = words.lasting(Math.round((line.ends - line.starts) / MINUTE));
  const said =
    line.kind === 'block'
      ? words.blocked(pen.strings.calendar.reasonOf(line.reason))
      : line.kind === 'free'
        ? words.free(lasting)
        : words.break(lasting);
  return (
    <p className={`day-line day-line--${line.kind}`}>
      <span>{line.kind === 'block' && line.allDay ? words.allDay : spanText(line, pen)}</span>
      <span>{said}</span>
    </p>
  );
}

function VisitLine({ visit, pen }: { readonly visit: PaperVisit; readonly pen: Pen }) {
  const { strings, formats, frame, isRoomSheet } = pen;
  const words = strings.paper;
  const isOff = visit.status === 'cancelled' || visit.status === 'no-show';
  const where = isRoomSheet
    ? (frame.providers.find(({ id }) => id === visit.providerId)?.displayName ?? strings.calendar.nobody)
    : (frame.rooms.find(({ id }) => id === visit.roomId)?.name ?? '');
  const flags = [
    ...(visit.isNewPatient ? [words.newPatient] : []),
    ...(visit.needsInterpreter ? [words.interpreter(formats.languageName(visit.language))] : []),
  ];
  const reason = [visit.reason, visit.walkIn ? words.walkIn : ''].filter((part) => part !== '').join(', ');
  return (
    <div className={isOff ? 'day-line day-line--off' : 'day-line'}>
      <div>
        <strong>{visit.starts === null ? words.noTime : clockText(visit.starts, pen)}</strong>
        <p>{words.minutes(visit.minutes)}</p>
      </div>
      <div>
        <strong className="day-line__name">{listName({ ...visit, middle: '' })}</strong>
        <p className="day-line__facts">
          <span>{formats.date(visit.birthDate)}</span>
          {visit.phone === '' ? null : <span>{visit.phone}</span>}
          {flags.map((flag) => (
            <strong key={flag}>{flag}</strong>
          ))}
        </p>
      </div>
      <div>
        <p>{visit.typeName}</p>
        {reason === '' ? null : <p>{reason}</p>}
        {isRoomSheet && visit.preparation !== '' ? <p>{words.preparation(visit.preparation)}</p> : null}
      </div>
      <div>{where}</div>
      <div>{strings.visits.status[visit.status]}</div>
    </div>
  );
}

function spanText({ starts, ends }: Span, pen: Pen): string {
  return `${clockText(starts, pen)} – ${clockText(ends, pen)}`;
}

/** The time by the clock on the wall; where it comes twice that night, which of the two. */
function clockText(instant: number, { formats, frame, day, strings }: Pen): string {
  const time = formats.time(instant, frame.zone);
  return isSecondTime(instant, day, frame.zone) ? strings.paper.second(time) : time;
}

function totalsText(visits: readonly PaperVisit[], { strings }: Pen): string {
  const { totals, counts } = strings.paper;
  const counted = dayTotals(visits);
  const parts = (['booked', 'confirmed', 'arrived', 'noShow', 'cancelled'] as const).map((each) =>
    counts[each](counted[each]),
  );
  return totals(counted.visits, parts.join(', '));
}
