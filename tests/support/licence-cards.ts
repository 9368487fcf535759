/** What a made-up card says. Nobody here exists. */
export interface Card {
  readonly version: number;
  readonly issuer: string;
  readonly country: 'USA' | 'CAN';
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly suffix: string;
  /** `YYYY-MM-DD`. */
  readonly born: string;
  readonly issued: string;
  readonly expires: string;
  readonly sex: '1' | '2' | '9';
  readonly street: string;
  readonly second: string;
  readonly city: string;
  readonly state: string;
  readonly postal: string;
  readonly number: string;
  /** Whether family, given and middle name were cut. */
  readonly cut: readonly ['T' | 'N' | 'U', 'T' | 'N' | 'U', 'T' | 'N' | 'U'];
}

export const CARD: Card = {
  version: 10,
  issuer: '636020',
  country: 'USA',
  family: 'ARMENTA-QUILL',
  given: 'MARISOL',
  middle: 'INES',
  suffix: '',
  born: '1990-07-15',
  issued: '2022-02-09',
  expires: '2027-07-15',
  sex: '2',
  street: '1407 COTTONWOOD LN',
  second: '',
  city: 'LOVELAND',
  state: 'CO',
  postal: '805370000',
  number: '94-217-6033',
  cut: ['N', 'N', 'N'],
};

/** The elements of a card as its version of the standard names and orders them. */
export function elementsOf(card: Card): [string, string][] {
  const date = (day: string): string => {
    const [year = '', month = '', date = ''] = day.split('-');
    return card.version === 1 || card.country === 'CAN' ? year + month + date : month + date + year;
  };
  const address: [string, string][] = [
    ['DAG', card.street],
    ...(card.second === '' ? [] : [['DAH', card.second] as [string, string]]),
    ['DAI', card.city],
    ['DAJ', card.state],
    ['DAK', card.postal.padEnd(11, ' ')],
  ];
  if (card.version === 1)
    return [
      ['DAA', [card.family, card.given, card.middle, card.suffix].join(',').replace(/,+$/, '')],
      ...address,
      ['DAQ', card.number],
      ['DAR', 'D'],
      ['DBA', date(card.expires)],
      ['DBB', date(card.born)],
      ['DBC', card.sex === '1' ? 'M' : 'F'],
      ['DBD', date(card.issued)],
      ['DAU', '505'],
    ];
  const names: [string, string][] =
    card.version < 4
      ? [
          ['DCS', card.family],
          ['DCT', [card.given, card.middle].filter((name) => name !== '').join(',')],
        ]
      : [
          ['DCS', card.family],
          ['DDE', card.cut[0]],
          ['DAC', card.given],
          ['DDF', card.cut[1]],
          ['DAD', card.middle === '' ? 'NONE' : card.middle],
          ['DDG', card.cut[2]],
        ];
  return [
    ['DAQ', card.number],
    ...names,
    ...(card.suffix === '' ? [] : [['DCU', card.suffix] as [string, string]]),
    ['DCA', 'R'],
    ['DCB', 'NONE'],
    ['DCD', 'NONE'],
    ['DBD', date(card.issued)],
    ['DBB', date(card.born)],
    ['DBA', date(card.expires)],
    ['DBC', card.sex],
    ['DAU', '064 in'],
    ['DAY', 'BRO'],
    ...address,
    ['DCF', 'K7Q2M9X4'],
    ['DCG', card.country],
    ...(card.version >= 8
      ? ([
          ['DDA', 'F'],
          ['DDB', '09302021'],
        ] as [string, string][])
      : []),
  ];
}

/** The text of the bar code, with the header, offsets and lengths of Annex D and one subfile of the issuer's own. */
export function barcodeOf(card: Card, elements = elementsOf(card)): string {
  const licence = `DL${elements.map(([id, value]) => `${id}${value}`).join('\n')}\n\r`;
  const own = 'ZCZCAN\nZCBNONE\r';
  const head = `@\n\u001e\r${card.version === 1 ? 'AAMVA' : 'ANSI '}${card.issuer}${two(card.version)}${
    card.version === 1 ? '' : '01'
  }02`;
  const start = head.length + 20;
  const designators = `DL${four(start)}${four(licence.length)}ZC${four(start + licence.length)}${four(own.length)}`;
  return head + designators + licence + own;
}

const two = (number: number): string => String(number).padStart(2, '0');
const four = (number: number): string => String(number).padStart(4, '0');
