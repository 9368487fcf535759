import type { OpenHours } from '../../shared/practice/hours.ts';

interface Words {
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly none: string;
  readonly time: (wallClock: string) => string;
}

/** `Mon–Thu 8:00 AM–12:00 PM, 1:00 PM–5:00 PM; Fri 8:00 AM–12:00 PM`: a week in one line, days that are alike together. */
export function weekText(hours: readonly OpenHours[], { weekdays, none, time }: Words): string {
  const days = weekdays.map((_name, index) =>
    hours
      .filter(({ weekday }) => weekday === index + 1)
      .toSorted((one, two) => (one.opens < two.opens ? -1 : 1))
      .map(({ opens, closes }) => `${time(opens)}–${time(closes)}`)
      .join(', '),
  );
  const groups: { from: number; until: number; times: string }[] = [];
  for (const [index, times] of days.entries()) {
    const last = groups.at(-1);
    if (times === '') continue;
    if (last !== undefined && last.times === times && last.until === index - 1) last.until = index;
    else groups.push({ from: index, until: index, times });
  }
  if (groups.length === 0) return none;
  return groups
    .map(({ from, until, times }) => {
      const names = [weekdays[from], ...(until === from ? [] : [weekdays[until]])];
      return `${names.join('–')} ${times}`;
    })
    .join('; ');
}

/** The instant in UTC at which a clock shows this time on the first day of all: what a format of times takes. */
export function asInstant(wallClock: string): number {
  const [hour = 0, minute = 0] = wallClock.split(':').map(Number);
  return (hour * 60 + minute) * 60_000;
}
