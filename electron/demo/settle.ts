import type { Database } from 'better-sqlite3';
import { addDays, clinicDay, type PlainDate } from '../../shared/kernel/time.ts';
import type { tenderRecord } from '../cash/records.ts';
import { thisDesk } from '../practice/practice-setting.ts';
import type { visitRecord } from '../visits/records.ts';
import { CAST, FIRST_CAST_MRN } from './cast.ts';
import type { Chance } from './chance.ts';
import { insertAll } from './insert.ts';
import { DEMO_STAFF, DEMO_ZONE } from './practice.ts';

export type VisitTableRow = (typeof visitRecord)['table']['$inferSelect'];
type TenderTableRow = (typeof tenderRecord)['table']['$inferSelect'];

/** What the schedule has to know of a patient. */
export interface Person {
  readonly id: string;
  readonly mrn: string;
  readonly isChild: boolean;
  /** The card in force. */
  readonly coverageId: string | null;
  readonly copayCents: number | null;
}

interface VisitType {
  readonly id: string;
  readonly minutes: number;
}

/** What is being laid out: the rows so far and the people who take turns. */
export interface DayBook {
  readonly now: number;
  readonly cast: ReadonlyMap<string, Person>;
  readonly others: readonly Person[];
  /** Who comes next, from the end. */
  readonly round: Person[];
  readonly visits: VisitTableRow[];
  readonly tenders: TenderTableRow[];
  /** Cents still open of each prior balance. */
  readonly balances: Map<string, number>;
  provider(position: number): string;
  room(position: number): string;
  type(name: string): VisitType;
}

const MINUTE = 60_000;

/** Reads the practice and its people as they are now. */
export function openDayBook(db: Database, now: number): DayBook {
  const eighteenAgo = addDays(clinicDay(now, DEMO_ZONE), -18 * 365);
  const people = db
    .prepare(
      `SELECT p.id, p.mrn, p.birth_date AS birthDate, c.id AS coverageId, c.copay_cents AS copayCents FROM patient p
       LEFT JOIN coverage c ON c.id = (SELECT id FROM coverage WHERE patient_id = p.id AND status = 'active' ORDER BY priority LIMIT 1)
       WHERE p.active = 1 ORDER BY p.mrn`,
    )
    .all() as (Omit<Person, 'isChild'> & { birthDate: string })[];
  const persons = people.map(({ birthDate, ...person }) => ({ ...person, isChild: birthDate > eighteenAgo }));
  const castMrns = new Set(
    CAST.flatMap(({ members }) => members).map((_member, index) => String(FIRST_CAST_MRN + index)),
  );
  const balances = db
    .prepare(
      `SELECT b.patient_id AS patientId, b.amount_cents - coalesce((SELECT sum(t.amount_cents) FROM tender t
         WHERE t.patient_id = b.patient_id AND t.purpose = 'balance' AND t.taken_at >= b.as_of), 0) AS open FROM prior_balance b`,
    )
    .all() as { patientId: string; open: number }[];
  const ids = (table: 'provider' | 'room') =>
    db.prepare(`SELECT id FROM ${table} ORDER BY position`).pluck().all() as string[];
  const [providers, rooms] = [ids('provider'), ids('room')];
  const types = db.prepare('SELECT id, name, minutes FROM appointment_type').all() as (VisitType & {
    name: string;
  })[];
  return {
    now,
    cast: new Map(persons.filter(({ mrn }) => castMrns.has(mrn)).map((person) => [person.mrn, person])),
    others: persons.filter(({ mrn }) => !castMrns.has(mrn)),
    round: [],
    visits: [],
    tenders: [],
    balances: new Map(balances.map(({ patientId, open }) => [patientId, open])),
    provider: (position) => known(providers[position]),
    room: (position) => known(rooms[position]),
    type: (name) => known(types.find((type) => type.name === name)),
  };
}

/** A visit of which nothing has happened yet. */
export function blankVisit(id: string, person: Person, type: VisitType, day: PlainDate): VisitTableRow {
  return {
    id,
    patientId: person.id,
    providerId: null,
    roomId: null,
    typeId: type.id,
    day,
    scheduledAt: null,
    minutes: type.minutes,
    reason: '',
    status: 'booked',
    statusSince: 0,
    arrivedAt: null,
    checkedInAt: null,
    walkIn: false,
    identifiers: null,
    identifiedAt: null,
    identifiedBy: null,
    demographicsConfirmedAt: null,
    coverageChoice: null,
    coverageId: null,
    copayOutcome: null,
    noCopayReason: null,
    cancelReason: null,
    supervisingProviderId: null,
    accident: null,
    accidentDate: null,
    accidentState: null,
    companionName: null,
    companionRelation: null,
    copayCents: null,
    authorizationId: null,
    formsLaterReason: null,
    bookedAt: null,
    bookedBy: null,
    overruledReason: null,
    movedReason: null,
    replacesId: null,
    seriesId: null,
    lateMinutes: null,
  };
}

/** Fills in the check-in of a visit that is past it, with its payments. `earliest` in epoch milliseconds. */
export function settle(
  book: DayBook,
  chance: Chance,
  visit: VisitTableRow,
  person: Person,
  earliest: number,
): void {
  const by = chance.pick(DEMO_STAFF.slice(0, 2)).displayName;
  const soonest = (visit.scheduledAt ?? visit.statusSince) - chance.between(3, 9) * MINUTE;
  const isOnlyCheckedIn = visit.status === 'checked-in';
  const checkedInAt = isOnlyCheckedIn ? visit.statusSince : Math.min(soonest, visit.statusSince - 5 * MINUTE);
  visit.checkedInAt = Math.max(earliest, checkedInAt);
  visit.arrivedAt = Math.max(earliest, visit.checkedInAt - chance.between(1, 6) * MINUTE);
  visit.identifiers = chance.pick([
    'name,birth-date',
    'name,birth-date',
    'birth-date,phone',
    'name,photo-id',
  ]);
  visit.identifiedAt = visit.checkedInAt;
  visit.identifiedBy = by;
  visit.demographicsConfirmedAt = visit.checkedInAt;
  visit.coverageChoice = person.coverageId === null ? 'self-pay' : 'keep';
  visit.coverageId = person.coverageId;
  const copay = person.copayCents ?? 0;
  if (copay === 0) visit.copayOutcome = 'none-due';
  // Rima Haddad and Björn Johansson have paid in the picture of the board.
  else if (book.cast.has(person.mrn) || chance.happens(93)) {
    visit.copayOutcome = 'taken';
    pay(book, chance, visit, {
      purpose: 'copay',
      amountCents: copay,
      takenAt: visit.checkedInAt,
      takenBy: by,
    });
  } else {
    visit.copayOutcome = 'not-taken';
    visit.noCopayReason = chance.pick(['no-means-today', 'will-be-billed', 'disputed']);
  }
  const balance = book.balances.get(person.id) ?? 0;
  if (visit.status === 'checked-out' && balance > 0 && chance.happens(45)) {
    const amountCents = chance.happens(70) ? balance : Math.ceil(balance / 2);
    book.balances.set(person.id, balance - amountCents);
    pay(book, chance, visit, { purpose: 'balance', amountCents, takenAt: visit.statusSince, takenBy: by });
  }
}

/** Writes the payments under the next receipt numbers of this desk, without a gap, in the order they were taken. */
export function writeTenders(db: Database, book: DayBook): void {
  const deskId = thisDesk(db);
  const highest = db
    .prepare('SELECT coalesce(max(receipt_sequence), 0) FROM tender WHERE desk_id = ?')
    .pluck()
    .get(deskId) as number;
  const inOrder = book.tenders.toSorted(
    (left, right) => left.takenAt - right.takenAt || (left.id < right.id ? -1 : 1),
  );
  insertAll(
    db,
    'tender',
    inOrder.map((tender, index) => ({ ...tender, deskId, receiptSequence: highest + index + 1 })),
  );
}

function pay(
  book: DayBook,
  chance: Chance,
  visit: VisitTableRow,
  payment: { purpose: TenderTableRow['purpose']; amountCents: number; takenAt: number; takenBy: string },
): void {
  const kind = chance.pick(['card', 'card', 'card', 'card', 'card', 'cash', 'cash', 'check'] as const);
  const reference =
    kind === 'cash' ? '' : String(kind === 'card' ? chance.between(1000, 9999) : chance.between(1001, 8999));
  book.tenders.push({
    id: chance.id(payment.takenAt),
    deskId: '',
    receiptSequence: 0,
    visitId: visit.id,
    patientId: visit.patientId,
    day: visit.day,
    kind,
    reference,
    voidsId: null,
    voidReason: null,
    ...payment,
    amountCents: payment.amountCents as TenderTableRow['amountCents'],
  });
}

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the demo practice is whole');
  return value;
}
