import { serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { MAXIMUM_ENVELOPE_BYTES } from '../../../electron/shell/channels.ts';
import { MOST_SIGNATURE_BYTES, MOST_SIGNATURE_NUMBERS } from '../../../shared/consents/rules.ts';
import { MOST_PICTURE_BYTES } from '../../../shared/pictures/picture-format.ts';

/** Everything else in a message: ids, names, a reason. */
const ROOM_FOR_WORDS = 4000;

test('the largest picture and the largest signature that the contract takes cross to the engine', () => {
  const picture = { data: Buffer.alloc(MOST_PICTURE_BYTES).toString('base64') };
  expect(serialize(picture).byteLength).toBeLessThan(MAXIMUM_ENVELOPE_BYTES - ROOM_FOR_WORDS);
  const strokes = Array.from({ length: 400 }, () =>
    Array.from({ length: MOST_SIGNATURE_NUMBERS / 400 }, () => 9_999_999),
  );
  const signature = { image: Buffer.alloc(MOST_SIGNATURE_BYTES).toString('base64'), strokes };
  expect(serialize(signature).byteLength).toBeLessThan(MAXIMUM_ENVELOPE_BYTES - ROOM_FOR_WORDS);
});
