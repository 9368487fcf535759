import type { PlainDate } from '../kernel/time.ts';
import { isPlainDate } from '../kernel/time.ts';
import type { Duplicate } from './contract.ts';
import { foldCode, foldName } from './fold.ts';
import { phoneDigits } from './phone.ts';

/** What is compared of two people. Empty texts and a null date say that nothing is known. */
export interface ComparedPerson {
  readonly family: string;
  readonly given: string;
  readonly birthDate: PlainDate | null;
  readonly phone: string;
  readonly addressLine: string;
  readonly postalCode: string;
}

export interface DuplicateScore {
  /** 0 to 100, how likely it is the same person. */
  readonly score: number;
  readonly reasons: Duplicate['reasons'];
}

/** From this score on the desk is warned. */
export const DUPLICATE_WARNING_SCORE = 60;

/** How much each likeness weighs; together 100. */
const WEIGHT = { family: 20, given: 25, birthDate: 35, phone: 10, address: 10 } as const;
/** Name and birth date: with less than that known, less than certain is the most one can say. */
const LEAST_WEIGHT = 80;
/** Twins share all but the first name, a father and his son all but the birth date: neither is a duplicate. */
const MOST_WITH_OTHER_NAME = 50;
const MOST_WITH_OTHER_BIRTH_DATE = 55;
const SIMILAR = 0.7;
const SWAPPED_NAMES = 0.95;
const PART_OF_NAME = 0.9;
const INITIAL = 0.8;
const SWAPPED_DAY = 0.9;
const ONE_DIGIT = 0.8;

/** How likely two records are one person, and why. The same whichever comes first. */
export function duplicateScore(left: ComparedPerson, right: ComparedPerson): DuplicateScore {
  const name = nameLikeness(left, right);
  const birthDate =
    left.birthDate && right.birthDate ? birthDateLikeness(left.birthDate, right.birthDate) : undefined;
  const phone = sameWhenKnown(phoneDigits(left.phone), phoneDigits(right.phone));
  const address = sameWhenKnown(addressKey(left), addressKey(right));
  const compared = [
    { weight: WEIGHT.family, likeness: name.family },
    { weight: WEIGHT.given, likeness: name.given },
    { weight: WEIGHT.birthDate, likeness: birthDate },
    { weight: WEIGHT.phone, likeness: phone },
    { weight: WEIGHT.address, likeness: address },
  ].flatMap(({ weight, likeness }) => (likeness === undefined ? [] : [{ weight, likeness }]));
  const known = compared.reduce((sum, { weight }) => sum + weight, 0);
  const alike = compared.reduce((sum, { weight, likeness }) => sum + weight * likeness, 0);
  const most =
    name.given < SIMILAR ? MOST_WITH_OTHER_NAME : birthDate === 0 ? MOST_WITH_OTHER_BIRTH_DATE : 100;
  const reasons: Duplicate['reasons'] = [];
  const likenessOfName = Math.min(name.family, name.given);
  if (likenessOfName === 1) reasons.push('same-name');
  else if (likenessOfName >= SIMILAR) reasons.push('similar-name');
  if (birthDate === 1) reasons.push('same-birth-date');
  else if (birthDate) reasons.push('close-birth-date');
  if (phone === 1) reasons.push('same-phone');
  if (address === 1) reasons.push('same-address');
  return { score: Math.min(most, Math.round((100 * alike) / Math.max(known, LEAST_WEIGHT))), reasons };
}

/** The birth dates that a slip of the pen makes of one: day and month swapped, or one digit wrong. Not the date itself. */
export function closeBirthDates(birthDate: PlainDate): PlainDate[] {
  const slips = [...birthDate].flatMap((digit, index) =>
    digit === '-'
      ? []
      : [...'0123456789'].map((other) => birthDate.slice(0, index) + other + birthDate.slice(index + 1)),
  );
  const candidates = new Set([swappedDay(birthDate), ...slips]);
  candidates.delete(birthDate);
  return [...candidates].filter(isPlainDate);
}

function nameLikeness(
  left: ComparedPerson,
  right: ComparedPerson,
): { readonly family: number; readonly given: number } {
  const straight = { family: likeness(left.family, right.family), given: likeness(left.given, right.given) };
  const swapped = {
    family: likeness(left.family, right.given) * SWAPPED_NAMES,
    given: likeness(left.given, right.family) * SWAPPED_NAMES,
  };
  // Which of the two crossed comparisons is called the family's must not depend on who comes first.
  const [lower, higher] =
    swapped.family <= swapped.given ? [swapped.family, swapped.given] : [swapped.given, swapped.family];
  return Math.min(straight.family, straight.given) >= lower ? straight : { family: higher, given: lower };
}

/** 1 for the same words, less for one of two surnames, an initial or a few slips, 0 for another name. */
function likeness(left: string, right: string): number {
  const [leftWords, rightWords] = [foldName(left), foldName(right)];
  const [leftText, rightText] = [leftWords.join(''), rightWords.join('')];
  if (leftText === rightText) return leftText === '' ? 0 : 1;
  if (leftText === '' || rightText === '') return 0;
  const isPart =
    leftWords.every((word) => rightWords.includes(word)) ||
    rightWords.every((word) => leftWords.includes(word));
  if (isPart) return PART_OF_NAME;
  const shorter = leftText.length < rightText.length ? leftText : rightText;
  if (shorter.length === 1 && leftText[0] === rightText[0]) return INITIAL;
  const alike = 1 - editDistance(leftText, rightText) / Math.max(leftText.length, rightText.length);
  return alike >= SIMILAR ? alike : 0;
}

function birthDateLikeness(left: PlainDate, right: PlainDate): number {
  if (left === right) return 1;
  if (swappedDay(left) === right) return SWAPPED_DAY;
  const wrong = [...left].filter((digit, index) => digit !== right[index]).length;
  return wrong === 1 ? ONE_DIGIT : 0;
}

function swappedDay(date: string): string {
  return `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;
}

function sameWhenKnown(left: string, right: string): number | undefined {
  if (left === '' || right === '') return undefined;
  return left === right ? 1 : 0;
}

function addressKey(person: ComparedPerson): string {
  return person.addressLine.trim() === ''
    ? ''
    : `${foldCode(person.addressLine)}|${person.postalCode.slice(0, 5)}`;
}

/** Letters to insert, remove, change or swap with their neighbour to make one text of the other. */
function editDistance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const change = left[row - 1] === right[column - 1] ? 0 : 1;
      let least = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + change,
      );
      if (
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1] &&
        row > 1 &&
        column > 1
      ) {
        least = Math.min(least, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(least);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}
