import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entryMethodNames } from '../../shared/entry/contract.ts';
import { junk } from '../support/contract-inputs.ts';
import { entryFolder, makePractice, openTestDoor, type TestDoor } from '../support/entry.ts';

let place: ReturnType<typeof entryFolder>;
let opened: TestDoor;
beforeEach(async () => {
  place = entryFolder();
  await makePractice(place.folder);
  opened = await openTestDoor(place.folder);
});
afterEach(() => {
  opened.door.dispose();
  place.remove();
});

const everything = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(place.folder)
      // Reading the lock file by other means than its own would drop the lock.
      .filter((name) => name !== 'desk.lock')
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(place.folder, name)))
          .digest('hex'),
      ]),
  );

const CODE = 'TYPED-AT-THE-DOOR';
const typedCodes = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.constant(CODE),
  fc.constantFrom('00000'.repeat(6), '-'.repeat(80), 'ﬀﬀﬀﬀﬀ'.repeat(6), '\u0000'.repeat(30)),
);

it('whatever is sent to a shut door, nothing opens, no file changes and no error says what was typed', async () => {
  const before = everything();
  const connection = opened.door.connect();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...entryMethodNames.filter((name) => name !== 'entry.openDemo')),
      fc.oneof(
        junk,
        typedCodes.map((code) => ({ input: { code, remember: true } })),
      ),
      async (method, envelope) => {
        const reply = await connection.call(method, envelope);
        if (method === 'entry.state' && reply.ok) return;
        expect(reply.ok, method).toBe(false);
        if (reply.ok) return;
        const { code, message, ref } = reply.error;
        expect(code).toMatch(/^(input|entry)\/[a-z-]+$/);
        expect(message).toMatch(/^.{10,200}$/);
        expect(ref).toMatch(/^[0-9a-f]{8}$/);
        expect(JSON.stringify(reply)).not.toContain(CODE);
      },
    ),
    { numRuns: 200 },
  );
  expect(everything()).toEqual(before);
  expect(await opened.tell('entry.state', {})).toMatchObject({ state: 'needs-code' });
});
