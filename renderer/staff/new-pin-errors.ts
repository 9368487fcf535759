import { isGoodPin } from '../../shared/staff/pin-rule.ts';
import type { Strings } from '../strings/en.ts';

/** A PIN that somebody is given, typed twice: nobody sees what they type, and a slip would lock its owner out. */
export interface NewPin {
  readonly pin: string;
  readonly pinAgain: string;
}

export const NO_PIN: NewPin = { pin: '', pinAgain: '' };

/** What is still wrong with a new PIN: the PIN itself, or else that the second is another. */
export function newPinErrors(
  { pin, pinAgain }: NewPin,
  words: Pick<Strings['setup'], 'pinWrong' | 'pinDiffers'>,
): Partial<Record<keyof NewPin, string>> {
  if (!isGoodPin(pin)) return { pin: words.pinWrong };
  return pin === pinAgain ? {} : { pinAgain: words.pinDiffers };
}
