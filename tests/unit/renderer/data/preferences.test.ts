import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** The window's own store, as a browser has it; the preferences are read from it when the module is first used. */
function storageOf(start: Record<string, string>) {
  const held = new Map(Object.entries(start));
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
}

const KEPT = { density: 'dense', textSize: 120, theme: 'dark', clock: 24, language: 'es' } as const;

async function windowWith(start: Record<string, string>) {
  const storage = storageOf(start);
  vi.stubGlobal('localStorage', storage);
  vi.resetModules();
  return { storage, ...(await import('../../../../renderer/data/preferences.ts')) };
}

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

describe('the look of the window', () => {
  it('is what the person kept once they are in, and only theme and language once they have left', async () => {
    const look = await windowWith({});
    expect(look.usePreferences.getState()).toEqual(look.DEFAULT_PREFERENCES);
    look.takePreferences(KEPT);
    expect(look.usePreferences.getState()).toEqual(KEPT);
    look.forgetPreferences();
    expect(look.usePreferences.getState()).toEqual({
      ...look.DEFAULT_PREFERENCES,
      theme: 'dark',
      language: 'es',
    });
  });

  it('keeps a change on its way, though what was kept before it comes in meanwhile', async () => {
    const answers: (() => void)[] = [];
    const sent: unknown[] = [];
    const save = (envelope: { input: { preferences: unknown } }) => {
      sent.push(envelope.input.preferences);
      return new Promise((resolve) => answers.push(() => resolve({ ok: true, value: {} })));
    };
    vi.stubGlobal('window', { desk: { call: { 'staff.savePreferences': save } } });
    const look = await windowWith({});
    const first = look.changePreferences({ theme: 'dark' });
    const second = look.changePreferences({ density: 'dense' });
    answers[0]?.();
    await first;
    look.takePreferences({ ...look.DEFAULT_PREFERENCES, theme: 'dark' });
    const third = look.changePreferences({ clock: 24 });
    expect(sent.at(-1)).toMatchObject({ theme: 'dark', density: 'dense', clock: 24 });
    for (const answer of answers) answer();
    await Promise.all([second, third]);
    look.takePreferences(KEPT);
    expect(look.usePreferences.getState()).toEqual(KEPT);
  });

  it('stays as it is for somebody who has never chosen', async () => {
    const look = await windowWith({ 'anteroom.look': '{"theme":"dark","language":"es"}' });
    look.takePreferences(null);
    expect(look.usePreferences.getState()).toMatchObject({ theme: 'dark', language: 'es', clock: 12 });
  });

  it('remembers theme and language over a restart, and nothing else', async () => {
    const { storage, takePreferences } = await windowWith({});
    takePreferences(KEPT);
    expect(Object.fromEntries(storage.held)).toEqual({
      'anteroom.look': JSON.stringify({ theme: 'dark', language: 'es' }),
    });
    const next = await windowWith(Object.fromEntries(storage.held));
    expect(next.usePreferences.getState()).toMatchObject({ theme: 'dark', language: 'es', textSize: 100 });
  });

  it.each(['', 'null', '7', '{"theme":"blue","language":"fr"}', '{broken'])(
    'is the design’s where the window remembers nonsense: %s',
    async (remembered) => {
      const look = await windowWith({ 'anteroom.look': remembered });
      expect(look.usePreferences.getState()).toEqual(look.DEFAULT_PREFERENCES);
    },
  );

  it('goes back where it cannot be kept', async () => {
    const look = await windowWith({});
    const call = vi.fn(async () => ({
      ok: false,
      error: { code: 'desk/internal', message: 'no', retryable: false, ref: 'x' },
    }));
    vi.stubGlobal('window', { desk: { call: { 'staff.savePreferences': call } } });
    await expect(look.changePreferences({ textSize: 130 })).rejects.toThrow('no');
    expect(look.usePreferences.getState().textSize).toBe(100);
    expect(call).toHaveBeenCalledWith(
      expect.objectContaining({
        input: { preferences: { ...look.DEFAULT_PREFERENCES, textSize: 130 } },
      }),
    );
  });
});
