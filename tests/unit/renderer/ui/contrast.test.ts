import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { typeColors } from '../../../../renderer/calendar/type-colors.ts';
import { TYPE_COLOR_COUNT } from '../../../../shared/practice/type-rules.ts';

/** The palette of the kinds of visit. */
const PLACES = Array.from({ length: TYPE_COLOR_COUNT }, (_each, place) => place);

const css = readFileSync(new URL('../../../../renderer/ui/tokens.css', import.meta.url), 'utf8');

function tokens(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const block = new RegExp(`\\[data-theme=['"]${theme}['"]\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map(
    Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g), ([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT: readonly (readonly [string, string])[] = [
  ...['background', 'card', 'sunken', 'accent-soft', 'neutral-soft'].flatMap(
    (ground) =>
      [
        ['ink', ground],
        ['neutral-ink', ground],
      ] as const,
  ),
  ...['background', 'card', 'sunken'].map((ground) => ['muted', ground] as const),
  ...['warn', 'bad', 'good', 'info', 'flag', 'accent'].flatMap(
    (tone) =>
      [
        [tone, `${tone}-soft`],
        [tone, 'card'],
      ] as const,
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['rail-ink', 'rail'],
  ['ink', 'warn-soft'],
];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const colours = tokens(theme);
  const of = (name: string): string => colours.get(name) ?? 'missing';

  it.each(TEXT)('reads %s on %s with AA contrast', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['card', 'background', 'sunken'])('shows the edge of a control on %s', (ground) => {
    expect(contrast(of('control-line'), of(ground))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('accent'), of(ground))).toBeGreaterThanOrEqual(3);
  });

  it.each(PLACES)('reads the text of a visit of colour %i, and shows its stripe', (place) => {
    const named = Object.values(typeColors(place)).map(
      (value) => /^var\(--([\w-]+)\)$/.exec(value)?.[1] ?? '',
    );
    const [line = '', ground = ''] = named.map(of);
    for (const ink of ['ink', 'neutral-ink', 'muted'])
      expect(contrast(of(ink), ground), ink).toBeGreaterThanOrEqual(4.5);
    expect(contrast(line, ground)).toBeGreaterThanOrEqual(3);
    expect(contrast(line, of('card'))).toBeGreaterThanOrEqual(3);
  });

  it('tells every colour of the palette apart', () => {
    const all = PLACES.flatMap((place) => [of(`type-${place}`), of(`type-${place}-soft`)]);
    expect(new Set(all).size).toBe(TYPE_COLOR_COUNT * 2);
    expect(all).not.toContain('missing');
  });
});
