import type { OutputOf } from '../../shared/api/index.ts';
import { CONFLICT_RULES } from '../../shared/calendar/rules.ts';
import { useStrings } from '../strings/use-strings.ts';

type Conflicts = OutputOf<'calendar.check'>['conflicts'];

/** What stands against a time, in words; the same rule once. */
export function ConflictList({ conflicts }: { readonly conflicts: Conflicts }) {
  const { calendar } = useStrings();
  const said = [
    ...new Map(
      conflicts.map(({ rule, reason }) => [
        rule,
        rule === 'block' && reason !== ''
          ? calendar.blocked(calendar.reasonOf(reason))
          : calendar.conflicts[rule],
      ]),
    ),
  ];
  if (said.length === 0) return null;
  return (
    <ul className="conflicts" aria-label={calendar.against}>
      {said.map(([rule, words]) => (
        <li key={rule} className={CONFLICT_RULES[rule] === 'advice' ? 'muted' : 'conflicts__one'}>
          {words}
        </li>
      ))}
    </ul>
  );
}
