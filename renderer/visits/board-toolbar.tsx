import type { ProviderId } from '../../shared/kernel/ids.ts';
import type { BoardTab } from '../../shared/visits/board.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { IconPlus } from '../ui/icons.ts';
import type { Frame } from './visit-panel.tsx';

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
  readonly providers: Frame['providers'];
  readonly providerId: ProviderId | null;
  readonly onTab: (tab: BoardTab) => void;
  readonly onProvider: (providerId: ProviderId | null) => void;
  readonly onWalkIn: (() => void) | undefined;
}

/** Whom the board shows: tabs with their counts, one provider or all, and the door for a walk-in. */
export function BoardToolbar({
  tab,
  counts,
  providers,
  providerId,
  onTab,
  onProvider,
  onWalkIn,
}: BoardToolbarProps) {
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
            onClick={() => onTab(each)}
          >
            {visits.tabs[each]} <span className="tabs__count tabular">{counts[each]}</span>
          </button>
        ))}
      </div>
      <select
        className="toolbar__provider"
        aria-label={visits.providerFilter}
        value={providerId ?? ''}
        onChange={(event) =>
          onProvider(event.target.value === '' ? null : (event.target.value as ProviderId))
        }
      >
        <option value="">{visits.allProviders}</option>
        {providers.map((provider) => (
          <option key={provider.id} value={provider.id}>
            {provider.displayName}
          </option>
        ))}
      </select>
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
