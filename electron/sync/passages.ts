import type { Database } from 'better-sqlite3';
import { addDays, type PlainDate } from '../../shared/kernel/time.ts';
import { own, type Unknown } from '../fhir/reading.ts';
import { pulledUntil } from './cursor.ts';

/** One way through a search, page by page, with a place of its own that is kept. */
export interface Passage {
  readonly type: string;
  /** Under what the place is kept: the type, or the part of it. */
  readonly place: string;
  /** What is asked for beside the type, as `date=ge2026-01-01&`. */
  readonly where: string;
  /** True for what the search did not ask for: the server passed `where` over, and sends everything. */
  readonly isOutside: (resource: Unknown) => boolean;
}

const AHEAD = 'Appointment ahead';
const DAYS_BACK = 30;
const DAYS_ON = 365;
/** Nothing at a front desk waits for these: texts and pictures are large, and prices are asked for at check-out. */
const LATER: readonly string[] = ['DocumentReference', 'ChargeItemDefinition'];

/**
 * What is asked for, in the order in which it is. A desk that has no calendar yet gets first what it cannot work without: staff
 * and places, patients, and the visits of the days around `day`; what is older and everything else come behind. The places of
 * whole types are none of the ahead passage's business, so nothing that it leaves out is ever passed over.
 */
export function passagesOf(db: Database, types: readonly string[], day: PlainDate): readonly Passage[] {
  const isNew = types.includes('Location') && pulledUntil(db, 'Appointment') === undefined;
  if (!isNew) return types.map(wholeOf);
  const people = types.indexOf('Patient') + 1;
  const first = types.slice(0, people).filter((type) => !LATER.includes(type));
  const rest = types.filter((type) => !first.includes(type));
  return [...first.map(wholeOf), aheadOf(day), ...rest.map(wholeOf)];
}

/** Everything of a type. */
export function wholeOf(type: string): Passage {
  return { type, place: type, where: '', isOutside: () => false };
}

function aheadOf(day: PlainDate): Passage {
  const [from, to] = [addDays(day, -DAYS_BACK), addDays(day, DAYS_ON)];
  // A day more on either side: which day an instant is on depends on the zone, and the server's may be another.
  const [before, after] = [addDays(from, -1), addDays(to, 1)];
  return {
    type: 'Appointment',
    place: AHEAD,
    where: `date=ge${from}&date=le${to}&`,
    isOutside: (resource) => {
      const start = own(resource, 'start');
      const started = typeof start === 'string' ? start.slice(0, 10) : undefined;
      return started !== undefined && (started < before || started > after);
    },
  };
}
