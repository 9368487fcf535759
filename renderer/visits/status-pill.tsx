import { waitingOf } from '../../shared/visits/board.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill, type Tone } from '../ui/controls.tsx';

const TONES: Readonly<Record<VisitRow['status'], Tone>> = {
  booked: 'neutral',
  confirmed: 'neutral',
  arrived: 'accent',
  'checked-in': 'info',
  'with-clinician': 'info',
  'ready-to-leave': 'good',
  'checked-out': 'good',
  'no-show': 'bad',
  cancelled: 'neutral',
};

interface StatusPillProps {
  readonly visit: Pick<VisitRow, 'status' | 'statusSince' | 'scheduledAt' | 'lateMinutes'>;
  readonly roomName: string | undefined;
  readonly now: number;
}

/** Where a visit stands and for how long; a wait that grows too long changes word, shape and colour. */
export function StatusPill({ visit, roomName, now }: StatusPillProps) {
  const { calendar, visits } = useStrings();
  const { minutes, level, late } = waitingOf(visit, now);
  // A calm wait to leave needs no clock; a long one does, and there the word has to be short.
  const isCalmLeaving = visit.status === 'ready-to-leave' && level === 'calm';
  const word = late
    ? visits.late
    : visit.status === 'with-clinician' && roomName !== undefined
      ? roomName
      : visit.status === 'ready-to-leave' && !isCalmLeaving
        ? visits.leaving
        : visits.status[visit.status];
  const isTold =
    !late && visit.lateMinutes !== null && (visit.status === 'booked' || visit.status === 'confirmed');
  return (
    <Pill tone={level === 'calm' ? TONES[visit.status] : level}>
      <span className="tabular">
        {minutes === null || minutes === 0 || isCalmLeaving ? word : `${word} · ${visits.minutes(minutes)}`}
        {isTold ? ` ${calendar.lateMark(visit.lateMinutes ?? 0)}` : ''}
      </span>
      {level === 'bad' ? <span className="visually-hidden">, {visits.waitingAlarm}</span> : null}
    </Pill>
  );
}
