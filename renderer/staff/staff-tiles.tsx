import { useEffect } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';
import { useRovingTiles } from '../ui/roving.ts';
import { type Shortcuts, useShortcuts } from '../ui/shortcuts.ts';

type Person = OutputOf<'staff.roster'>['staff'][number];

/** A tile per person: arrows and Enter, or the digit on the tile. */
export function StaffTiles({
  staff,
  onChoose,
}: {
  readonly staff: readonly Person[];
  readonly onChoose: (person: Person) => void;
}) {
  const strings = useStrings();
  const { container, onKeyDown } = useRovingTiles();
  const digits: Shortcuts = Object.fromEntries(
    staff.slice(0, 9).map((person, index) => [`${index + 1}`, () => onChoose(person)]),
  );
  useShortcuts('room', digits);
  useEffect(() => container.current?.querySelector<HTMLElement>('[data-roving]')?.focus(), [container]);
  if (staff.length === 0) return <p>{strings.staff.noStaff}</p>;
  return (
    <section className="sign-in__choose">
      <h2>{strings.staff.chooseTitle}</h2>
      <ul ref={container} className="staff-tiles" aria-label={strings.staff.tiles} onKeyDown={onKeyDown}>
        {staff.map((person, index) => (
          <li key={person.staffId}>
            <button type="button" data-roving className="staff-tile" onClick={() => onChoose(person)}>
              <span className="staff-tile__mark" aria-hidden="true">
                {person.initials}
              </span>
              <span className="staff-tile__name">{person.displayName}</span>
              <span className="staff-tile__role">{strings.frame.roles[person.role]}</span>
              {index < 9 ? <Key>{`${index + 1}`}</Key> : null}
            </button>
          </li>
        ))}
      </ul>
      <p className="small muted">{strings.staff.chooseHint}</p>
    </section>
  );
}
