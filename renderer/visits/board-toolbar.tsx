import type { BoardTab } from '../../shared/visits/board.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { IconPlus } from '../ui/icons.ts';

const TABS: readonly BoardTab[] = [
  'open',
  'at-the-desk',
  'expected',
  'checked-in',
  'in-room',
  'ready-to-leave',
  'done',
];

interface BoardToolbarProps {
  /** None is pressed while a search looks through all of them. */
  readonly tab: BoardTab | null;
  readonly counts: Readonly<Record<BoardTab, number>>;
  /** `byMouse`: whoever clicked goes on in the list, whoever tabbed here goes on here. */
  readonly onTab: (tab: BoardTab, byMouse: boolean) => void;
  readonly onWalkIn: (() => void) | undefined;
}

/** Whom the board shows: tabs with their counts, and the door for a walk-in. */
export function BoardToolbar({ tab, counts, onTab, onWalkIn }: BoardToolbarProps) {
  const { visits } = useStrings();
  return (
    <div className="toolbar">
      <div className="tabs" role="group" aria-label={visits.tabsLabel}>
        {TABS.map((each) => (
          <button
            key={each}
            type="button"
            className="tabs__one"
            aria-pressed={each === tab}
            onClick={(event) => onTab(each, event.detail > 0)}
          >
            {visits.tabs[each]} <span className="tabs__count tabular">{counts[each]}</span>
          </button>
        ))}
      </div>
      {onWalkIn === undefined ? null : (
        <Button
          look="primary"
          shortcut="W"
          icon={<IconPlus size={16} aria-hidden="true" />}
          className="toolbar__walk-in"
          onClick={onWalkIn}
        >
          {visits.walkIn}
        </Button>
      )}
    </div>
  );
}
