import type { PlainDate } from '../kernel/time.ts';
import { type LicenceElements, type LicenceProblem, licenceElements, Refused } from './aamva-layout.ts';
import { licenceIssuer } from './licence-issuers.ts';
import {
  type DateOrder,
  licenceDate,
  licenceLine,
  licenceName,
  licencePostal,
  licenceSex,
  licenceSuffix,
} from './licence-values.ts';

export type { LicenceProblem } from './aamva-layout.ts';

export type LicenceField =
  | 'family'
  | 'given'
  | 'middle'
  | 'suffix'
  | 'birthDate'
  | 'sex'
  | 'addressLine'
  | 'city'
  | 'state'
  | 'postalCode';

/** What a card says about its holder. The bar code itself and the whole licence number are never kept. */
export interface Licence {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly suffix: string;
  readonly birthDate: PlainDate;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly addressLine: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: 'USA' | 'CAN';
  /** The last four of the licence number. */
  readonly lastFour: string;
  /** Undefined for a card that does not expire. */
  readonly expiresOn: PlainDate | undefined;
  readonly isExpired: boolean;
  /** State or province of the issuer, empty where it is not known. */
  readonly issuer: string;
  /** Names that the card had no room for, or that it does not keep apart: to be asked, not taken. */
  readonly uncertain: readonly ('family' | 'given' | 'middle')[];
}

export type LicenceReading =
  | { readonly ok: true; readonly licence: Licence }
  | { readonly ok: false; readonly problem: LicenceProblem };

/**
 * Reads the text of the PDF417 bar code of a driver's licence or ID card of the US or Canada: AAMVA DL/ID Card Design
 * Standard, Annex D, versions 01 and later. Refuses rather than guesses; `today` is the practice's day.
 */
export function readLicence(raw: string, today: PlainDate): LicenceReading {
  try {
    return { ok: true, licence: licenceOf(licenceElements(raw), today) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    throw error;
  }
}

function licenceOf({ issuer, version, values }: LicenceElements, today: PlainDate): Licence {
  const country = countryOf(version, values);
  const order: DateOrder = version === 1 || country === 'CAN' ? 'year-first' : 'month-first';
  const birthDate = licenceDate(values.get('DBB'), order);
  const expiry = values.get('DBA');
  const expiresOn = expiry !== undefined && /^9{8}$/.test(expiry) ? undefined : licenceDate(expiry, order);
  const issuedOn = values.has('DBD') ? licenceDate(values.get('DBD'), order) : undefined;
  if (birthDate > today || (expiresOn !== undefined && expiresOn <= birthDate))
    throw new Refused('contradictory');
  if (issuedOn !== undefined && (issuedOn < birthDate || (expiresOn !== undefined && issuedOn > expiresOn)))
    throw new Refused('contradictory');
  return {
    ...namesOf(version, values),
    birthDate,
    sex: licenceSex(values.get('DBC')),
    ...addressOf(values, country),
    country,
    lastFour: lastFour(values.get('DAQ')),
    expiresOn,
    isExpired: expiresOn !== undefined && expiresOn < today,
    issuer: licenceIssuer(issuer),
  };
}

/** The first version knew no country: it was the US alone that used it, and its dates have the year first. */
function countryOf(version: number, values: ReadonlyMap<string, string>): 'USA' | 'CAN' {
  const country = values.get('DCG')?.toUpperCase();
  if (country === undefined && version === 1) return 'USA';
  if (country === undefined) throw new Refused('incomplete');
  if (country !== 'USA' && country !== 'CAN') throw new Refused('unknown-country');
  return country;
}

function addressOf(values: ReadonlyMap<string, string>, country: 'USA' | 'CAN') {
  // The first version has the mailing address in the first place and where somebody lives in the second.
  const [street, second, city, state, postal] = values.has('DAG')
    ? (['DAG', 'DAH', 'DAI', 'DAJ', 'DAK'] as const)
    : (['DAL', 'DAM', 'DAN', 'DAO', 'DAP'] as const);
  const lines = [street, second].map((id) => licenceLine(values.get(id))).filter((line) => line !== '');
  const town = licenceLine(values.get(city));
  const region = (values.get(state) ?? '').toUpperCase();
  if (lines.length === 0 || town === '' || !values.has(postal)) throw new Refused('incomplete');
  if (!/^[A-Z]{2}$/.test(region)) throw new Refused(region === '' ? 'incomplete' : 'damaged');
  return {
    addressLine: lines.join(', '),
    city: town,
    state: region,
    postalCode: licencePostal(values.get(postal), country),
  };
}

type Names = Pick<Licence, 'family' | 'given' | 'middle' | 'suffix' | 'uncertain'>;

function namesOf(version: number, values: ReadonlyMap<string, string>): Names {
  const suffix = licenceSuffix(values.get('DCU') ?? values.get('DAE'));
  const family = values.get('DCS') ?? values.get('DAB');
  const names =
    version === 1 && family === undefined
      ? joinedNames(values.get('DAA'))
      : { ...givenNames(values), family: licenceName(family), suffix };
  if (names.family === '' && names.given === '') throw new Refused('incomplete');
  const cut = (['family', 'given', 'middle'] as const).filter((name) => isCut(version, values, name));
  const uncertain = new Set([...names.uncertain, ...cut]);
  return { ...names, uncertain: [...uncertain] };
}

const CUT_FLAGS = { family: 'DDE', given: 'DDF', middle: 'DDG' } as const;

/** From the fourth version on a card says of each name whether it was cut; a card that does not say is not sure. */
function isCut(
  version: number,
  values: ReadonlyMap<string, string>,
  name: 'family' | 'given' | 'middle',
): boolean {
  const flag = values.get(CUT_FLAGS[name])?.toUpperCase();
  if (flag === undefined) return version >= 4;
  if (flag !== 'T' && flag !== 'N' && flag !== 'U') throw new Refused('damaged');
  return flag === 'T';
}

/** `LAST,FIRST,MIDDLE,SUFFIX`, as the first version has it. Without commas nobody can tell the names apart. */
function joinedNames(text: string | undefined): Names {
  if (text === undefined) throw new Refused('incomplete');
  const [family, given, middle, suffix, ...rest] = text.split(',').map((part) => part.trim());
  if (given === undefined || rest.some((part) => part !== '')) throw new Refused('damaged');
  return {
    family: licenceName(family),
    given: licenceName(given),
    middle: licenceName(middle),
    suffix: licenceSuffix(suffix),
    uncertain: [],
  };
}

function givenNames(values: ReadonlyMap<string, string>): Pick<Names, 'given' | 'middle' | 'uncertain'> {
  const given = values.get('DAC');
  if (given !== undefined)
    return { given: licenceName(given), middle: licenceName(values.get('DAD')), uncertain: [] };
  const all = values.get('DCT');
  if (all === undefined) throw new Refused('incomplete');
  const [first = '', ...more] = all.split(',');
  if (more.length > 0)
    return { given: licenceName(first), middle: licenceName(more.join(' ')), uncertain: [] };
  // The second and third version have all given names in one field; a space does not say where the first one ends.
  return { given: licenceName(first), middle: '', uncertain: /\s/.test(first.trim()) ? ['given'] : [] };
}

function lastFour(number: string | undefined): string {
  const signs = (number ?? '').replace(/[^\p{L}\p{N}]/gu, '');
  if (signs === '') throw new Refused('incomplete');
  return signs.slice(-4);
}
