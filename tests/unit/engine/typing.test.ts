import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTyping, type Typing } from '../../../electron/engine/typing.ts';

/** Asks to go on, and says whether that was so at once. */
async function goesOnAtOnce(typing: Typing): Promise<{ atOnce: boolean; later: Promise<void> }> {
  const state = { isOn: false };
  const later = typing.rests().then(() => {
    state.isOn = true;
  });
  await setImmediate();
  return { atOnce: state.isOn, later };
}

it('what can wait goes on at once while nobody types, and in the first gap else', async () => {
  const typing = createTyping();
  expect((await goesOnAtOnce(typing)).atOnce).toBe(true);
  typing.pressed();
  const waiting = await goesOnAtOnce(typing);
  expect(waiting.atOnce).toBe(false);
  await waiting.later;
  expect((await goesOnAtOnce(typing)).atOnce).toBe(true);
});

it('whoever never stops typing keeps nothing waiting for ever', async () => {
  const typing = createTyping();
  typing.pressed();
  const keys = setInterval(() => typing.pressed(), 10);
  await typing.rests();
  clearInterval(keys);
});
