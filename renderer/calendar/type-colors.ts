import type { CSSProperties } from 'react';

/** What the style sheet reads the colour of a kind of visit from. */
type TypeColors = CSSProperties & {
  /** The stripe. */
  readonly '--type-line': string;
  /** What its text stands on. */
  readonly '--type-ground': string;
};

/** The style of whatever shows a kind of visit, from its place in the palette; what it is called is `calendar.colors`. */
export function typeColors(place: number): TypeColors {
  return { '--type-line': `var(--type-${place})`, '--type-ground': `var(--type-${place}-soft)` };
}
