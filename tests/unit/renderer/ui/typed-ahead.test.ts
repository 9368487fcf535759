import { describe, expect, it } from 'vitest';
import { createTypedAhead } from '../../../../renderer/ui/typed-ahead.ts';

function typist() {
  const played: string[] = [];
  const steps: (() => void)[] = [];
  const ahead = createTypedAhead<string>(
    (key) => void played.push(key),
    (work) => void steps.push(work),
  );
  return {
    ahead,
    played,
    run: () => steps.splice(0).forEach((step) => void step()),
    left: () => steps.length,
  };
}

describe('keys pressed before the panel is there', () => {
  it('are played in their order once it is', () => {
    const { ahead, played, run, left } = typist();
    expect(ahead.keep('i')).toBe(true);
    expect(ahead.keep('1')).toBe(true);
    ahead.open(true);
    while (left() > 0) run();
    expect(played).toEqual(['i', '1']);
    expect(ahead.keep('2')).toBe(false);
  });

  it('go before one that is pressed while they are being played', () => {
    const { ahead, played, run, left } = typist();
    ahead.keep('i');
    ahead.open(true);
    // The panel is there, its own keys too, but the identity is not answered yet: a 1 now would meet no copay.
    expect(ahead.keep('1')).toBe(true);
    run();
    expect(played).toEqual(['i']);
    expect(ahead.keep('Ctrl+Enter')).toBe(true);
    while (left() > 0) run();
    expect(played).toEqual(['i', '1', 'Ctrl+Enter']);
  });

  it('are forgotten where a warning has to be read first, and when another panel comes', () => {
    const { ahead, played, run } = typist();
    ahead.keep('i');
    ahead.open(false);
    run();
    expect(played).toEqual([]);
    ahead.close();
    expect(ahead.keep('1')).toBe(true);
    ahead.close();
    ahead.open(true);
    run();
    expect(played).toEqual([]);
  });
});
