import type { PlainDate } from '../kernel/time.ts';

/** What stands on a visit label, in the words of the desk. */
export interface LabelFacts {
  readonly family: string;
  readonly given: string;
  readonly suffix: string;
  readonly birthDate: PlainDate;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly mrn: string;
  /** The visit's day. */
  readonly day: PlainDate;
  readonly providerName: string;
}

/** The lines of a label from top to bottom; the page and the label printer show the same ones. */
export interface LabelLines {
  readonly name: string;
  readonly person: string;
  readonly visit: string;
  readonly mrn: string;
}

/** Dots of a 2.25 by 1.25 inch label at 203 dots per inch, the common desktop label printer. */
const WIDTH = 457;
const HEIGHT = 254;
const MARGIN = 14;

/** Characters that fit into a line of the name in the large type, and into its two lines in the small one. */
const LARGE_NAME = 22;
const SMALL_NAME = 44;
const SHORT_LINE = 40;
/** What is left of each name where both are long: of the twins in a family neither may lose the first one. */
const LONG_FAMILY = 28;
const LONG_GIVEN = SMALL_NAME - LONG_FAMILY - 2;

/** `OKAFOR-LINDQVIST, Chidinma`: surnames in capitals, because a label is read at arm's length. */
export function labelLines(facts: LabelFacts): LabelLines {
  const given = [facts.given, facts.suffix].filter((part) => part !== '').join(' ');
  return {
    name: labelName(facts.family.toUpperCase(), given),
    person: `${usDate(facts.birthDate)}  ${facts.sex === 'unknown' ? 'U' : facts.sex.slice(0, 1).toUpperCase()}`,
    visit: [usDate(facts.day), facts.providerName].filter((part) => part !== '').join('  '),
    mrn: facts.mrn,
  };
}

/**
 * The label as ZPL II. Names come from people, so every field is sent in hex form (`^FH`): neither `^` nor `~` in a
 * name can start a printer command. `copies` at least 1.
 */
export function labelZpl(lines: LabelLines, copies: number): string {
  const isLong = lines.name.length > LARGE_NAME;
  const type = isLong ? { height: 26, rows: 2 } : { height: 36, rows: 1 };
  const width = WIDTH - 2 * MARGIN;
  const field = (y: number, height: number, rows: number, text: string): string =>
    `^FO${MARGIN},${y}^A0N,${height},${Math.round(height * 0.55)}^FB${width},${rows},0,L,0^FH_^FD${zplText(text)}^FS`;
  return [
    '^XA^CI28',
    `^PW${WIDTH}^LL${HEIGHT}^LH0,0`,
    field(MARGIN, type.height, type.rows, cut(lines.name, isLong ? SMALL_NAME : LARGE_NAME)),
    field(76, 26, 1, cut(lines.person, SHORT_LINE)),
    field(108, 22, 1, cut(lines.visit, SHORT_LINE)),
    `^FO${MARGIN},142^BY2^BCN,64,Y,N,N^FH_^FD${zplText(lines.mrn)}^FS`,
    `^PQ${copies}`,
    '^XZ',
    '',
  ].join('\n');
}

/** Everything that is not a plain letter, digit or harmless mark as `_HH` of its UTF-8 bytes. */
export function zplText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^A-Za-z0-9 ,.'()/:#-]/gu, (character) =>
      character.charCodeAt(0) < 128
        ? `_${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
        : encodeURIComponent(character).replaceAll('%', '_'),
    );
}

function labelName(family: string, given: string): string {
  const whole = [family, given].filter((part) => part !== '').join(', ');
  if (whole.length <= SMALL_NAME) return whole;
  return [cut(family, Math.max(LONG_FAMILY, SMALL_NAME - given.length - 2)), cut(given, LONG_GIVEN)]
    .filter((part) => part !== '')
    .join(', ');
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** `03/04/1988`: the form that lab and pharmacy read on every US label. */
function usDate(day: PlainDate): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${month}/${date}/${year}`;
}
