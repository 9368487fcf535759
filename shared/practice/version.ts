import { typedLine } from '../kernel/text.ts';

const VERSION = /^(\d{1,4})\.(\d{1,4})\.(\d{1,4})$/;

/** A version of Anteroom as `0.2.0`, or empty for none. */
export const versionSchema = typedLine(20).refine(
  (text) => text === '' || VERSION.test(text),
  'Write a version like 0.2.0, or leave it empty.',
);

/** Whether a version comes before another one; the empty one comes before all. */
export function isOlderVersion(one: string, other: string): boolean {
  const [ours, theirs] = [one, other].map((text) => VERSION.exec(text)?.slice(1).map(Number) ?? []);
  for (let part = 0; part < 3; part += 1) {
    const difference = (ours?.[part] ?? -1) - (theirs?.[part] ?? -1);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
