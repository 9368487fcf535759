import { Refusal } from '../../shared/kernel/result.ts';
import type { EntryProblem } from './entry-error.ts';

const WORDS: Readonly<Record<EntryProblem, string>> = {
  'in-use': 'The practice is open in another session on this PC. Close it there first.',
  'not-made': 'There is no practice here to do this with.',
  'not-confirmed': 'A practice was begun here already. Type its recovery code back, or begin again.',
  'needs-code': 'This computer account has not opened the practice yet. Type the recovery code.',
  'wrong-code': 'This is a recovery code, but not of this practice. Look for the right sheet.',
  'store-missing': 'The file of the practice is not in its place. Call your IT person; nothing was deleted.',
  'store-damaged': 'The file of the practice is damaged. Call your IT person; nothing was deleted.',
  'envelope-missing':
    'The key file of the practice is not in its place. Call your IT person; nothing was deleted.',
  'envelope-damaged': 'The key file of the practice is damaged. Call your IT person; nothing was deleted.',
  'newer-program': 'A newer Anteroom has worked on this practice. Install the newest one.',
  'update-failed': 'The practice could not be brought up to date. Call your IT person; nothing was changed.',
  'no-access': 'This account may not write to the folder of the practice. Call your IT person.',
  unreadable: 'The disk of the practice did not answer as it should. Try again, then call your IT person.',
  'disk-full': 'Not saved: the disk of this PC is full. Free some space and try again.',
};

/** Every problem that the door knows. */
export const ENTRY_PROBLEMS = Object.keys(WORDS) as readonly EntryProblem[];

const RETRYABLE: readonly EntryProblem[] = ['disk-full', 'in-use', 'no-access', 'unreadable'];

/** What a problem at the door says to the window: a code to tell it by and what to do. */
export function refusalOf(problem: EntryProblem): Refusal {
  return new Refusal(problem === 'disk-full' ? 'store/disk-full' : `entry/${problem}`, WORDS[problem], {
    retryable: RETRYABLE.includes(problem),
    ...(problem === 'wrong-code' ? { fields: { code: WORDS[problem] } } : {}),
  });
}
