import type { Database } from 'better-sqlite3';
import { addDays, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import type { Alert, PatientFields } from '../../shared/patients/contract.ts';
import { foldName, nameKey } from '../../shared/patients/fold.ts';
import { phoneDigits } from '../../shared/patients/phone.ts';
import type { coverageRecord } from '../coverage/records.ts';
import type { patientRecord } from '../patients/records.ts';
import { CAST, type CastHousehold, type CastMember, FIRST_CAST_MRN } from './cast.ts';
import { type Chance, chanceOf } from './chance.ts';
import { insertAll } from './insert.ts';
import { NAME_POOLS, type NamePool, PLANS, TOWNS } from './names.ts';
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
  for (const household of CAST) for (const member of household.members) addCastMember(people, chance, day, household, member);
  for (let number = 0; number < HOUSEHOLDS; number += 1) addHousehold(people, chance, day, number);
  insertAll(db, 'patient', people.patients);
  insertAll(db, 'coverage', people.coverages);
  insertAll(db, 'patient_alert', people.alerts);
  insertAll(db, 'prior_balance', people.balances);
  insertAll(db, 'mrn_counter', [{ id: 1, last: FIRST_CAST_MRN + people.patients.length - 1 }]);
}

function addCastMember(people: People, chance: Chance, day: PlainDate, household: CastHousehold, member: CastMember): void {
  const { members: _members, ...home } = household;
  const { fields, coverage, confirmedDaysAgo } = member;
  const patient = addPatient(people, chance, day, { ...home, state: 'CO', ...fields }, confirmedDaysAgo, member.isProvisional ?? false);
  if (coverage) {
    const { isInForce, ...onCard } = coverage;
    addCoverage(people, chance, day, patient, { ...onCard, groupNumber: '' }, isInForce);
  }
  for (const alert of member.alerts ?? []) people.alerts.push({ id: chance.id(patient.createdAt), patientId: patient.id, ...alert });
  if (member.balanceCents !== undefined) addBalance(people, day, patient, member.balanceCents);
}

interface Adult {
  readonly birthYearsAgo: number;
  readonly sex: 'female' | 'male';
}

function addHousehold(people: People, chance: Chance, day: PlainDate, number: number): void {
  const pool = byShare(chance, NAME_POOLS);
  const family = familyName(chance, pool);
  const town = chance.pick(TOWNS);
  const home = {
    addressLine: `${chance.between(101, 4899)} ${chance.pick(town.streets)}${chance.happens(20) ? `, Apt ${chance.between(1, 24)}` : ''}`,
    city: town.city,
    postalCode: town.postalCode,
    state: 'CO',
    phone: phoneNumber(chance, number),
  };
  const plan = byShare(chance, PLANS);
  const memberNumber = chance.between(1_000_000, 9_999_999);
  const grown = adults(chance);
  const youngest = Math.min(...grown.map((adult) => adult.birthYearsAgo));
  const birthdays = [
    ...grown.map(({ birthYearsAgo, sex }) => ({ birthDate: birthDate(chance, day, birthYearsAgo), sex, isChild: false })),
    ...childrenOf(chance, day, youngest),
  ];
  const taken = new Set<string>();
  for (const [index, { birthDate: born, sex, isChild }] of birthdays.entries()) {
    const names = sex === 'female' ? pool.women : pool.men;
    const given = chance.pick(names.filter((name) => !taken.has(name)));
    taken.add(given);
    const isElder = born < addDays(day, -60 * 365);
    const speaksOther = pool.language !== 'en' && !isChild && chance.happens(isElder ? 70 : 25);
    const fields: Partial<PatientFields> & CastMember['fields'] = {
      ...home,
      family: index > 0 && !isChild && chance.happens(12) ? familyName(chance, pool) : family,
      given,
      birthDate: born,
      sex: chance.happens(1) ? 'other' : sex,
      middle: chance.happens(25) ? `${chance.pick(names).slice(0, 1)}.` : '',
      suffix: '',
      email: !isChild && chance.happens(60) ? `${foldName(given).join('')}.${foldName(family).join('')}@example.com` : '',
      phone: index > 0 && !isChild && chance.happens(40) ? phoneNumber(chance, number + 211) : home.phone,
      language: speaksOther ? pool.language : 'en',
      needsInterpreter: speaksOther && chance.happens(60),
    };
    const patient = addPatient(people, chance, day, fields, chance.happens(8) ? undefined : chance.between(1, 260), false);
    if (chance.happens(94)) {
      const { payerName, planName, copayCents, prefix } = isElder ? PLANS[3] : plan;
      const memberId = `${prefix} ${String(memberNumber).slice(0, 4)} ${String(memberNumber).slice(4)}${index + 1}`;
      const groupNumber = chance.happens(60) ? String(chance.between(10_000, 99_999)) : '';
      addCoverage(people, chance, day, patient, { payerName, planName, memberId, groupNumber, copayCents }, chance.happens(96));
    }
    for (const { percent, ...alert } of ALERTS) {
      if (chance.happens(percent)) people.alerts.push({ id: chance.id(patient.createdAt), patientId: patient.id, ...alert });
    }
    if (chance.happens(14)) addBalance(people, day, patient, chance.between(8, 240) * 100 + chance.pick([0, 0, 25, 40, 75]));
  }
}

function addPatient(
  people: People,
  chance: Chance,
  day: PlainDate,
  given: Partial<PatientFields> & CastMember['fields'],
  confirmedDaysAgo: number | undefined,
  provisional: boolean,
): PatientRow {
  const blank = { middle: '', suffix: '', preferredName: '', phone: '', email: '', addressLine: '', city: '', state: '', postalCode: '' };
  const fields: PatientFields = { ...blank, language: 'en', needsInterpreter: false, ...given };
  const isNewborn = fields.birthDate > addDays(day, -300);
  const createdAt = instantOf(addDays(day, isNewborn || provisional ? 0 : -chance.between(300, 2400)), 8, 0, DEMO_ZONE);
  const confirmedAt = confirmedDaysAgo === undefined ? null : instantOf(addDays(day, -confirmedDaysAgo), 10, 15, DEMO_ZONE);
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
  };
  people.patients.push(row);
  return row;
}

function addCoverage(
  people: People,
  chance: Chance,
  day: PlainDate,
  patient: PatientRow,
  card: { payerName: string; planName: string; memberId: string; groupNumber: string; copayCents: number | null },
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
  });
}

function addBalance(people: People, day: PlainDate, patient: PatientRow, amountCents: number): void {
  people.balances.push({ patientId: patient.id, amountCents, asOf: instantOf(addDays(day, -21), 6, 0, DEMO_ZONE) });
}

function adults(chance: Chance): Adult[] {
  const women = { birthYearsAgo: chance.between(24, 84), sex: 'female' as const };
  const near = Math.min(88, Math.max(22, women.birthYearsAgo + chance.between(-5, 6)));
  const men = { birthYearsAgo: near, sex: 'male' as const };
  if (chance.happens(62)) return [women, men];
  return chance.happens(60) ? [women] : [men];
}

/** Children of parents of that age, some of them twins, some a few months old. */
function childrenOf(chance: Chance, day: PlainDate, youngestAdult: number) {
  if (youngestAdult > 54 || chance.happens(15)) return [];
  return Array.from({ length: chance.between(1, 4) }, () => birthDate(chance, day, chance.between(0, Math.min(17, youngestAdult - 20)))).flatMap(
    (born) => {
      const child = () => ({ birthDate: born, sex: chance.happens(50) ? ('female' as const) : ('male' as const), isChild: true });
      return chance.happens(4) ? [child(), child()] : [child()];
    },
  );
}

function birthDate(chance: Chance, day: PlainDate, yearsAgo: number): PlainDate {
  return addDays(day, -Math.round(yearsAgo * 365.25) - chance.between(12, 350));
}

function familyName(chance: Chance, pool: NamePool): string {
  const first = chance.pick(pool.families);
  return pool.isDouble && chance.happens(65) ? `${first} ${chance.pick(pool.families.filter((name) => name !== first))}` : first;
}

/** The numbers 555-0100 to 555-0199 of every area code are kept free for made-up people. */
function phoneNumber(chance: Chance, number: number): string {
  const area = ['970', '970', '303', '720', '719', '307'][number % 6];
  return `(${area}) 555-01${String(chance.between(0, 99)).padStart(2, '0')}`;
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
