import type { Alert, PatientFields } from '../../shared/patients/contract.ts';

/** How a person of the cast is covered; `card` false means that the last card has ended. */
interface CastCoverage {
  readonly payerName: string;
  readonly planName: string;
  readonly memberId: string;
  readonly copayCents: number;
  readonly isInForce: boolean;
}

/** A person whom the pictures, the stories and the tests know by name. */
export interface CastMember {
  readonly fields: Pick<PatientFields, 'family' | 'given' | 'birthDate' | 'sex'> & Partial<PatientFields>;
  readonly alerts?: readonly Alert[];
  readonly coverage?: CastCoverage;
  readonly balanceCents?: number;
  /** Days before the seeded day on which name, address and phone were last confirmed; absent: never. */
  readonly confirmedDaysAgo?: number;
  readonly isProvisional?: boolean;
}

/** People under one roof: same address and phone unless they say otherwise. */
export interface CastHousehold {
  readonly addressLine: string;
  readonly city: string;
  readonly postalCode: string;
  readonly phone: string;
  readonly members: readonly CastMember[];
}

type Fields = CastMember['fields'];
const person = (
  given: string,
  family: string,
  birthDate: string,
  sex: Fields['sex'],
  more: Partial<PatientFields> = {},
): Fields => ({
  given,
  family,
  birthDate: birthDate as Fields['birthDate'],
  sex,
  ...more,
});
const card = (payerName: string, planName: string, memberId: string, copayCents: number): CastCoverage => ({
  payerName,
  planName,
  memberId,
  copayCents,
  isInForce: true,
});
const loveland = { city: 'Loveland', postalCode: '80538' };

/** MRN of the first of the cast; the others follow in the order below. */
export const FIRST_CAST_MRN = 20_418;

/** In the order of their MRNs, which stories and tests rely on: Chidinma Okafor-Lindqvist is 20418. */
export const CAST: readonly CastHousehold[] = [
  {
    ...loveland,
    addressLine: '2714 Duffield Ave',
    phone: '(970) 555-0148',
    members: [
      {
        fields: person('Chidinma', 'Okafor-Lindqvist', '1988-03-04', 'female', {
          preferredName: 'Chi',
          email: 'chi.okafor@example.com',
        }),
        alerts: [{ kind: 'allergy', text: 'Latex' }],
        coverage: card('Blue Ridge PPO', 'Choice 2000', 'BRP 8806 14471', 3000),
        confirmedDaysAgo: 61,
      },
      {
        fields: person('Erik', 'Okafor-Lindqvist', '1986-10-19', 'male'),
        coverage: card('Blue Ridge PPO', 'Choice 2000', 'BRP 8806 14472', 3000),
        confirmedDaysAgo: 240,
      },
      {
        fields: person('Ada', 'Okafor-Lindqvist', '2022-11-30', 'female'),
        coverage: card('Blue Ridge PPO', 'Choice 2000', 'BRP 8806 14473', 3000),
        confirmedDaysAgo: 33,
      },
      {
        fields: person('Nils', 'Okafor-Lindqvist', '2022-11-30', 'male'),
        coverage: card('Blue Ridge PPO', 'Choice 2000', 'BRP 8806 14474', 3000),
        confirmedDaysAgo: 33,
      },
    ],
  },
  {
    ...loveland,
    addressLine: '918 N Garfield Ave',
    phone: '(970) 555-0162',
    members: [
      {
        fields: person('José', 'Peña Álvarez', '1951-09-12', 'male', {
          language: 'es',
          needsInterpreter: true,
        }),
        coverage: {
          ...card('Poudre Senior Advantage', 'Advantage Plus', 'PSA 5120 90013', 1500),
          isInForce: false,
        },
        confirmedDaysAgo: 40,
      },
      {
        fields: person('Carmen', 'Ruiz de Peña', '1954-01-27', 'female', {
          language: 'es',
          needsInterpreter: true,
        }),
        coverage: card('Poudre Senior Advantage', 'Advantage Plus', 'PSA 5120 90014', 1500),
        confirmedDaysAgo: 40,
      },
    ],
  },
  {
    ...loveland,
    addressLine: '3305 Monroe Ave',
    phone: '(970) 555-0119',
    members: [
      {
        fields: person('Dana', 'Baker', '1991-06-08', 'female'),
        coverage: card('Front Range Health', 'HMO Silver', 'FRH 3071 55210', 2500),
        confirmedDaysAgo: 20,
      },
      {
        // A walk-in of whom only this is known yet; the household is found when he is registered.
        fields: person('Theo', 'Baker', '2019-01-30', 'male', {
          phone: '',
          addressLine: '',
          city: '',
          state: '',
          postalCode: '',
        }),
        alerts: [{ kind: 'note', text: 'Here with Dana Baker' }],
        isProvisional: true,
      },
    ],
  },
  {
    ...loveland,
    addressLine: '540 W 29th St',
    phone: '(970) 555-0133',
    members: [
      {
        fields: person('Margaret', 'Smith', '1946-07-07', 'female', { middle: 'A.' }),
        coverage: card('Poudre Senior Advantage', 'Advantage Plus', 'PSA 4601 22871', 1500),
        confirmedDaysAgo: 15,
      },
      {
        fields: person('Harold', 'Smith', '1944-02-16', 'male', { suffix: 'Sr.' }),
        alerts: [{ kind: 'safety', text: 'Uses a walker: hold the door' }],
        coverage: card('Poudre Senior Advantage', 'Advantage Plus', 'PSA 4601 22872', 1500),
        confirmedDaysAgo: 75,
      },
      {
        fields: person('Harold', 'Smith', '1971-05-23', 'male', { suffix: 'Jr.' }),
        coverage: card('Big Thompson Mutual', 'Open Access', 'BTM 7105 30018', 4000),
        confirmedDaysAgo: 120,
      },
    ],
  },
  {
    ...loveland,
    addressLine: '1126 N Taft Ave, Apt 3',
    phone: '(970) 555-0185',
    members: [
      {
        fields: person('Margaret', 'Smith', '1961-11-21', 'female', {
          middle: 'Elaine',
          preferredName: 'Peg',
        }),
        coverage: card('Front Range Health', 'HMO Silver', 'FRH 6110 48832', 2500),
        confirmedDaysAgo: 101,
      },
    ],
  },
  {
    city: 'Fort Collins',
    postalCode: '80525',
    addressLine: '412 Stover St',
    phone: '(970) 555-0157',
    members: [
      {
        fields: person('Kim-Ly', 'Nguyen', '1995-11-02', 'female'),
        coverage: card('Big Thompson Mutual', 'Open Access', 'BTM 9511 77104', 4000),
      },
      {
        fields: person('Bảo', 'Nguyễn', '1962-04-15', 'male', { language: 'vi', needsInterpreter: true }),
        coverage: card('Summit Community Plan', 'Community', 'SCP 6204 10993', 0),
        confirmedDaysAgo: 180,
      },
    ],
  },
  {
    ...loveland,
    addressLine: '77 Carlisle Dr',
    postalCode: '80537',
    phone: '(970) 555-0126',
    members: [
      {
        fields: person('Patrick', 'O’Dowd', '1972-02-19', 'male'),
        coverage: card('Summit Community Plan', 'Community', 'SCP 7202 61145', 0),
        confirmedDaysAgo: 12,
      },
      {
        fields: person('Siobhán', 'O’Dowd', '1974-08-30', 'female'),
        coverage: card('Summit Community Plan', 'Community', 'SCP 7202 61146', 0),
        confirmedDaysAgo: 12,
      },
    ],
  },
  {
    ...loveland,
    addressLine: '2051 W 43rd St',
    phone: '(970) 555-0171',
    members: [
      {
        fields: person('Rima', 'Haddad', '1990-05-23', 'female', { language: 'ar' }),
        coverage: card('Front Range Health', 'HMO Silver', 'FRH 9005 23774', 2500),
        confirmedDaysAgo: 30,
      },
    ],
  },
  {
    city: 'Berthoud',
    postalCode: '80513',
    addressLine: '614 Welch Ave',
    phone: '(970) 555-0194',
    members: [
      {
        fields: person('Björn', 'Johansson', '1963-08-01', 'male'),
        coverage: card('Blue Ridge PPO', 'Choice 2000', 'BRP 6308 01152', 3000),
        balanceCents: 11_240,
        confirmedDaysAgo: 30,
      },
    ],
  },
  {
    ...loveland,
    addressLine: '1480 Boise Ave',
    postalCode: '80537',
    phone: '(970) 555-0168',
    members: [
      {
        fields: person('Rachel', 'Whitfield', '1987-12-11', 'female'),
        coverage: card('Blue Ridge PPO', 'Choice 2000', 'BRP 8712 11880', 3000),
        confirmedDaysAgo: 50,
      },
      {
        fields: person('Emma', 'Whitfield', '2017-04-02', 'female'),
        coverage: card('Blue Ridge PPO', 'Choice 2000', 'BRP 8712 11881', 3000),
        confirmedDaysAgo: 50,
      },
      {
        fields: person('Ella', 'Whitfield', '2017-04-02', 'female'),
        coverage: card('Blue Ridge PPO', 'Choice 2000', 'BRP 8712 11882', 3000),
        confirmedDaysAgo: 50,
      },
    ],
  },
];
