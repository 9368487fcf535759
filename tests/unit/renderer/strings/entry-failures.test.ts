import { expect, it } from 'vitest';
import { ENTRY_PROBLEMS, refusalOf } from '../../../../electron/entry/entry-refusals.ts';
import { failureIn } from '../../../../renderer/strings/failures.ts';

it('says in Spanish whatever the door refuses with', () => {
  expect(ENTRY_PROBLEMS.length).toBeGreaterThan(10);
  for (const problem of ENTRY_PROBLEMS) {
    const { message } = refusalOf(problem).failure;
    expect(failureIn('es', { message }), problem).not.toBe(message);
  }
});
