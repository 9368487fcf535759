import type { Database } from 'better-sqlite3';
import { addDays, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import type { Alert, PatientFields } from '../../shared/patients/contract.ts';
import { foldName, nameKey } from '../../shared/patients/fold.ts';
import { phoneDigits, readPhone } from '../../shared/patients/phone.ts';
import type { coverageRecord } from '../coverage/records.ts';
import type { patientRecord } from '../patients/records.ts';
import { CAST, type CastHousehold, type CastMember, FIRST_CAST_MRN } from './cast.ts';
import { type Chance, chanceOf } from './chance.ts';
import { insertAll } from './insert.ts';
import { MEN, NAME_POOLS, type NamePool, PLANS, type Plan, SENIOR_PLAN, TOWNS, WOMEN } from './names.ts';
import { DEMO_STAFF, DEMO_ZONE } from './practice.ts';

type PatientRow = (typeof patientRecord)['table']['$inferSelect'];
type CoverageRow = (typeof coverageRecord)['table']['$inferSelect'];
type BalanceRow = { patientId: string; amountCents: number; asOf: number };
type AlertRow = Alert & { id: string; patientId: string };

interface People {
  readonly patients: PatientRow[];
  readonly coverages: CoverageRow[];
  readonly alerts: AlertRow[];
  readonly balances: BalanceRow[];
}

const HOUSEHOLDS = 150;
const AREA_CODES = ['970', '303', '720', '719', '307'];
const ODD_CENTS = [0, 0, 25, 40, 75];
/** A few of each hundred, as a practice has them. */
const ALERTS: readonly (Alert & { readonly percent: number })[] = [
  { percent: 3, kind: 'allergy', text: 'Latex' },
  { percent: 1, kind: 'allergy', text: 'Adhesive tape' },
  { percent: 2, kind: 'safety', text: 'Falls easily: walk along to the room' },
  { percent: 1, kind: 'safety', text: 'Do not read the address aloud' },
  { percent: 2, kind: 'note', text: 'Hard of hearing: speak to the left side' },
  { percent: 2, kind: 'note', text: 'Wheelchair: Room 1 or 2' },
  { percent: 1, kind: 'note', text: 'Comes with a service dog' },
];

/** Writes the people of the practice; the same ones for the same day. */
export function seedPeople(db: Database, day: PlainDate): void {
  const chance = chanceOf(`people ${day}`);
  const people: People = { patients: [], coverages: [], alerts: [], balances: [] };
  for (const household of CAST)
    for (const member of household.members) addCastMember(people, chance, day, household, member);
  for (let number = 0; number < HOUSEHOLDS; number += 1) addHousehold(people, chance, day, number);
  insertAll(db, 'patient', people.patients);
  insertAll(db, 'coverage', people.coverages);
  insertAll(db, 'patient_alert', people.alerts);
  insertAll(db, 'prior_balance', people.balances);
  insertAll(db, 'mrn_counter', [{ id: 1, last: FIRST_CAST_MRN + people.patients.length - 1 }]);
}

function addCastMember(
  people: People,
  chance: Chance,
  day: PlainDate,
  household: CastHousehold,
  member: CastMember,
): void {
  const { members: _members, ...home } = household;
  const { fields, coverage, confirmedDaysAgo } = member;
  const patient = addPatient(
    people,
    chance,
    day,
    { ...home, state: 'CO', ...fields },
    confirmedDaysAgo,
    member.isProvisional ?? false,
  );
  if (coverage) {
    const { isInForce, ...onCard } = coverage;
    addCoverage(people, chance, day, patient, { ...onCard, groupNumber: '' }, isInForce);
  }
  for (const alert of member.alerts ?? [])
    people.alerts.push({ id: chance.id(patient.createdAt), patientId: patient.id, ...alert });
  if (member.balanceCents !== undefined) addBalance(people, day, patient, member.balanceCents);
}

interface Member {
  readonly birthDate: PlainDate;
  readonly sex: 'female' | 'male';
  readonly isChild: boolean;
}

type Home = Pick<PatientFields, 'addressLine' | 'city' | 'postalCode' | 'state' | 'phone'>;

interface Household {
  readonly number: number;
  readonly pool: NamePool;
  readonly family: string;
  readonly home: Home;
  readonly plan: Plan;
  readonly memberNumber: string;
  /** First names given so far: nobody names two children alike. */
  readonly taken: Set<string>;
}

function addHousehold(people: People, chance: Chance, day: PlainDate, number: number): void {
  const pool = byShare(chance, NAME_POOLS);
  const household: Household = {
    number,
    pool,
    family: familyName(chance, pool),
    home: homeOf(chance, number),
    plan: byShare(chance, PLANS),
    memberNumber: String(chance.between(1_000_000, 9_999_999)),
    taken: new Set(),
  };
  const grown = adults(chance);
  const youngest = Math.min(...grown.map((adult) => adult.birthYearsAgo));
  const members: Member[] = [
    ...grown.map(({ birthYearsAgo, sex }) => ({
      birthDate: birthDate(chance, day, birthYearsAgo),
      sex,
      isChild: false,
    })),
    ...childrenOf(chance, day, youngest),
  ];
  for (const [index, member] of members.entries()) addMember(people, chance, day, household, member, index);
}

function addMember(
  people: People,
  chance: Chance,
  day: PlainDate,
  household: Household,
  member: Member,
  index: number,
): void {
  const isElder = member.birthDate < addDays(day, -65 * 365);
  const fields = fieldsOf(chance, household, member, {
    isElder,
    isSecondAdult: index > 0 && !member.isChild,
  });
  const confirmedDaysAgo = chance.happens(8) ? undefined : chance.between(1, 260);
  const patient = addPatient(people, chance, day, fields, confirmedDaysAgo, false);
  if (chance.happens(94)) {
    const { payerName, planName, copayCents, prefix } = isElder ? SENIOR_PLAN : household.plan;
    const digits = `${household.memberNumber}${index + 1}`;
    const memberId = `${prefix} ${digits.slice(0, 4)} ${digits.slice(4)}`;
    const groupNumber = chance.happens(60) ? String(chance.between(10_000, 99_999)) : '';
    const card = { payerName, planName, memberId, groupNumber, copayCents };
    addCoverage(people, chance, day, patient, card, chance.happens(96));
  }
  for (const { percent, ...alert } of ALERTS) {
    if (!chance.happens(percent)) continue;
    people.alerts.push({ id: chance.id(patient.createdAt), patientId: patient.id, ...alert });
  }
  if (chance.happens(14))
    addBalance(people, day, patient, chance.between(8, 240) * 100 + chance.pick(ODD_CENTS));
}

function fieldsOf(
  chance: Chance,
  { number, pool, family, home, taken }: Household,
  { birthDate: born, sex, isChild }: Member,
  { isElder, isSecondAdult }: { isElder: boolean; isSecondAdult: boolean },
): CastMember['fields'] {
  const own = sex === 'female' ? pool.women : pool.men;
  // Born here: a child's name is from the family or from the class.
  const names = isChild ? [...own, ...(sex === 'female' ? WOMEN : MEN)] : own;
  const given = chance.pick(names.filter((name) => !taken.has(name)));
  taken.add(given);
  const speaksOther = pool.language !== 'en' && !isChild && chance.happens(isElder ? 70 : 25);
  const mailbox = `${foldName(given).join('')}.${foldName(family).join('')}`;
  return {
    ...home,
    family: isSecondAdult && chance.happens(12) ? familyName(chance, pool) : family,
    given,
    birthDate: born,
    sex: chance.happens(1) ? 'other' : sex,
    middle: chance.happens(25) ? `${chance.pick(names).slice(0, 1)}.` : '',
    email: !isChild && chance.happens(60) ? `${mailbox}@example.com` : '',
    phone: isSecondAdult && chance.happens(40) ? phoneNumber(number + HOUSEHOLDS) : home.phone,
    language: speaksOther ? pool.language : 'en',
    needsInterpreter: speaksOther && chance.happens(60),
  };
}

function homeOf(chance: Chance, number: number): Home {
  const { city, postalCode, streets } = chance.pick(TOWNS);
  const apartment = chance.happens(20) ? `, Apt ${chance.between(1, 24)}` : '';
  return {
    addressLine: `${chance.between(101, 4899)} ${chance.pick(streets)}${apartment}`,
    city,
    postalCode,
    state: 'CO',
    phone: phoneNumber(number),
  };
}

function addPatient(
  people: People,
  chance: Chance,
  day: PlainDate,
  given: Partial<PatientFields> & CastMember['fields'],
  confirmedDaysAgo: number | undefined,
  provisional: boolean,
): PatientRow {
  const blank = {
    middle: '',
    suffix: '',
    preferredName: '',
    phone: '',
    email: '',
    addressLine: '',
    city: '',
    state: '',
    postalCode: '',
  };
  const fields: PatientFields = { ...blank, language: 'en', needsInterpreter: false, ...given };
  const isNewborn = fields.birthDate > addDays(day, -300);
  const createdAt = instantOf(
    addDays(day, provisional ? 0 : isNewborn ? -3 : -chance.between(300, 2400)),
    0,
    0,
    DEMO_ZONE,
  );
  const confirmedAt =
    confirmedDaysAgo === undefined ? null : instantOf(addDays(day, -confirmedDaysAgo), 10, 15, DEMO_ZONE);
  const row: PatientRow = {
    id: chance.id(createdAt),
    mrn: String(FIRST_CAST_MRN + people.patients.length),
    ...fields,
    provisional,
    active: true,
    nameKey: nameKey(fields.family, fields.given),
    phoneDigits: phoneDigits(fields.phone),
    version: 1,
    demographicsConfirmedAt: confirmedAt,
    demographicsConfirmedBy: confirmedAt === null ? null : chance.pick(DEMO_STAFF.slice(0, 2)).displayName,
    createdAt: Math.min(createdAt, confirmedAt ?? createdAt),
    phoneE164: readPhone(fields.phone)?.e164 ?? '',
    secondPhone: '',
    phoneKind: '',
    textConsent: 'unknown',
    deceasedOn: null,
    restricted: false,
    mergedIntoId: null,
    photoId: null,
  };
  people.patients.push(row);
  return row;
}

function addCoverage(
  people: People,
  chance: Chance,
  day: PlainDate,
  patient: PatientRow,
  card: {
    payerName: string;
    planName: string;
    memberId: string;
    groupNumber: string;
    copayCents: number | null;
  },
  isInForce: boolean,
): void {
  people.coverages.push({
    id: chance.id(patient.createdAt),
    patientId: patient.id,
    priority: 1,
    status: isInForce ? 'active' : 'ended',
    ...card,
    copayCents: card.copayCents as CoverageRow['copayCents'],
    startsOn: `${day.slice(0, 4)}-01-01` as PlainDate,
    endsOn: isInForce ? null : addDays(day, -9),
    confirmedAt: patient.demographicsConfirmedAt,
    kind: 'medical',
    subscriberName: '',
    subscriberBirthDate: null,
    relation: 'self',
    frontPictureId: null,
    backPictureId: null,
    needsAuthorization: false,
    version: 1,
  });
}

function addBalance(people: People, day: PlainDate, patient: PatientRow, amountCents: number): void {
  people.balances.push({
    patientId: patient.id,
    amountCents,
    asOf: instantOf(addDays(day, -21), 6, 0, DEMO_ZONE),
  });
}

function adults(chance: Chance): { birthYearsAgo: number; sex: Member['sex'] }[] {
  const women = { birthYearsAgo: chance.between(24, 84), sex: 'female' as const };
  const near = Math.min(88, Math.max(22, women.birthYearsAgo + chance.between(-5, 6)));
  const men = { birthYearsAgo: near, sex: 'male' as const };
  if (chance.happens(62)) return [women, men];
  return chance.happens(60) ? [women] : [men];
}

/** Children of parents of that age, some of them twins, some a few months old. */
function childrenOf(chance: Chance, day: PlainDate, youngestAdult: number) {
  if (youngestAdult > 54 || chance.happens(15)) return [];
  return Array.from({ length: chance.between(1, 4) }, () =>
    birthDate(chance, day, chance.between(0, Math.min(17, youngestAdult - 20))),
  ).flatMap((born) => {
    const child = () => ({
      birthDate: born,
      sex: chance.happens(50) ? ('female' as const) : ('male' as const),
      isChild: true,
    });
    return chance.happens(4) ? [child(), child()] : [child()];
  });
}

function birthDate(chance: Chance, day: PlainDate, yearsAgo: number): PlainDate {
  return addDays(day, -Math.round(yearsAgo * 365.25) - chance.between(12, 350));
}

function familyName(chance: Chance, pool: NamePool): string {
  const first = chance.pick(pool.families);
  return pool.isDouble && chance.happens(65)
    ? `${first} ${chance.pick(pool.families.filter((name) => name !== first))}`
    : first;
}

/** The numbers 555-0100 to 555-0199 of every area code are kept free for made-up people; the cast and the practice have theirs. */
function phoneNumber(number: number): string {
  const taken = new Set(['00', ...CAST.map(({ phone }) => phone.slice(-2))]);
  const ends = Array.from({ length: 100 }, (_end, index) => String(index).padStart(2, '0')).filter(
    (end) => !taken.has(end),
  );
  const area = AREA_CODES[number % AREA_CODES.length];
  return `(${area}) 555-01${ends[(Math.floor(number / AREA_CODES.length) * 7) % ends.length]}`;
}

function byShare<Item extends { readonly share: number }>(chance: Chance, items: readonly Item[]): Item {
  const total = items.reduce((sum, { share }) => sum + share, 0);
  let left = chance.between(1, total);
  for (const item of items) {
    left -= item.share;
    if (left <= 0) return item;
  }
  return chance.pick(items);
}
