import { en, type Strings } from './en.ts';

/** Every word on the screen, in the language of the desk. One language is built; the door for more is here. */
export function useStrings(): Strings {
  return en;
}
