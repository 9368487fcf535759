import './forms.css';
import './today.css';
import './steps.css';
import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ProviderId, VisitId } from '../../shared/kernel/ids.ts';
import { type BoardTab, boardCounts, boardItems, filterBoard } from '../../shared/visits/board.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { useNow } from '../data/clock.ts';
import { closeTodayPanel, openVisit, openWalkIn, useDesk, useDraft } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { openPrint } from '../print/open-print.ts';
import { useStrings } from '../strings/use-strings.ts';
import { FetchingLine } from '../sync/fetching.tsx';
import { Button } from '../ui/controls.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { BoardFind } from './board-find.tsx';
import { BoardGrid } from './board-grid.tsx';
import { BoardRow } from './board-row.tsx';
import { BoardToolbar } from './board-toolbar.tsx';
import { ProviderFilter } from './provider-filter.tsx';
import { RestPanel } from './rest-panel.tsx';
import { useBoardKeys } from './use-board-keys.ts';
import { useVisitActions } from './visit-actions.ts';
import { type Frame, type PanelMode, providerNameOf, roomNameOf, VisitPanel } from './visit-panel.tsx';
import { WalkInPanel } from './walk-in-panel.tsx';

interface BoardView {
  readonly tab: BoardTab;
  readonly providerId: ProviderId | null;
  readonly text: string;
  readonly selectedId: VisitId | null;
}

const FIRST_VIEW: BoardView = { tab: 'open', providerId: null, text: '', selectedId: null };

/** The board of the day with one visit, or the walk-in form, beside it. */
export function TodayRoom() {
  const { visits } = useStrings();
  const board = useDeskQuery('visits.board', {});
  const frame = useFrame();
  if (board.data !== undefined && frame.data !== undefined)
    return <Board rows={board.data.rows} frame={frame.data} />;
  const failure = board.error ?? frame.error;
  return (
    <section className="today" aria-label={visits.title}>
      <div className="today__list">
        {failure === null ? (
          <Skeleton lines={12} />
        ) : (
          <ErrorState
            failure={failure}
            onRetry={() => {
              void board.refetch();
              void frame.refetch();
            }}
          />
        )}
      </div>
    </section>
  );
}

function Board({ rows, frame }: { readonly rows: readonly VisitRow[]; readonly frame: Frame }) {
  const { visits } = useStrings();
  const now = useNow();
  const panel = useDesk((state) => state.place.today);
  const [view, setView] = useDraft<BoardView>('today/board', FIRST_VIEW);
  const [mode, setMode] = useState<{ readonly visitId: VisitId; readonly kind: PanelMode } | null>(null);
  const actions = useVisitActions();
  const mayWalkIn = useMay('visits.check-in');
  const grid = useRef<HTMLDivElement>(null);
  const panelElement = useRef<HTMLElement>(null);
  const find = useRef<HTMLInputElement>(null);

  const { tab, providerId, text } = view;
  const items = useMemo(
    () => boardItems(filterBoard(rows, { tab, providerId, text, day: frame.day })),
    [rows, tab, providerId, text, frame.day],
  );
  const counts = useMemo(() => boardCounts(rows, providerId), [rows, providerId]);
  const shown = items.flatMap((item) => (item.kind === 'visit' ? [item.row] : []));
  const openId = panel?.kind === 'visit' ? panel.visitId : null;
  const wantedId = openId ?? view.selectedId;
  const active = shown.find((row) => row.id === wantedId) ?? (openId === null ? shown[0] : undefined);
  const target = openId === null ? active : rows.find((row) => row.id === openId);

  const select = (visitId: VisitId): void => {
    setView({ ...view, selectedId: visitId });
    if (openId !== null) openVisit(visitId);
  };
  const open = (visitId: VisitId, findText: string = text): void => {
    // Drawn at once, so that the next key already meets the panel: typed into the search field it would be lost.
    flushSync(() => {
      setView({ ...view, text: findText, selectedId: visitId });
      openVisit(visitId);
    });
    focusPanel(panelElement.current);
  };
  const close = (): void => {
    if (openId !== null) setView({ ...view, selectedId: openId });
    closeTodayPanel();
    actions.clearFailure();
    grid.current?.focus({ preventScroll: true });
  };

  const { selectedId } = view;
  const openedBefore = useRef(openId);
  useEffect(() => {
    if (openedBefore.current === openId) return;
    openedBefore.current = openId;
    // Opened from the palette or the walk-in form, not from the list: the keyboard goes to the visit, not back.
    if (openId !== null && openId !== selectedId) focusPanel(panelElement.current);
  }, [openId, selectedId]);

  useBoardKeys({
    shown,
    active,
    target: panel?.kind === 'walk-in' ? undefined : target,
    isPanelOpen: openId !== null,
    mayWalkIn,
    actions,
    onSelect: select,
    onOpen: (visitId) => open(visitId),
    onFind: () => find.current?.focus(),
    onMode: (kind) => {
      if (target === undefined) return;
      if (openId === null) open(target.id);
      setMode({ visitId: target.id, kind });
    },
  });

  const { last } = actions;
  useShortcuts('room', {
    // Only of the visit that is selected: Ctrl+Z takes back nothing that is not on the screen.
    'Ctrl+Z':
      last !== null && panel?.kind !== 'walk-in' && target?.id === last.visitId
        ? () => void actions.undo(last.visitId, last.operationId, last.name)
        : undefined,
  });

  const failure = openId === null ? actions.failure : null;
  return (
    <section className="today" aria-label={visits.title}>
      <div className="today__list">
        <FetchingLine />
        <BoardToolbar
          tab={text === '' ? tab : null}
          counts={counts}
          onTab={(next, byMouse) => {
            setView({ ...view, tab: next, text: '' });
            if (byMouse) grid.current?.focus({ preventScroll: true });
          }}
          onWalkIn={mayWalkIn ? () => openWalkIn() : undefined}
        />
        {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
        <BoardGrid
          gridRef={grid}
          items={items}
          activeId={active?.id ?? null}
          filterKey={`${tab} ${providerId} ${text}`}
          onOpen={(visitId) => open(visitId)}
          find={
            <BoardFind
              inputRef={find}
              text={text}
              count={shown.length}
              onText={(next) => setView({ ...view, text: next, selectedId: null })}
              onEnter={() => {
                const first = active ?? shown[0];
                // Whoever was looked for is open beside it: the queue comes back.
                if (first !== undefined) open(first.id, '');
              }}
              onLeave={() => grid.current?.focus({ preventScroll: true })}
            />
          }
          providerFilter={
            <ProviderFilter
              providers={frame.providers}
              named={new Set(rows.map((row) => row.providerId))}
              providerId={providerId}
              onProvider={(next) => setView({ ...view, providerId: next })}
            />
          }
          renderCells={(row) => (
            <BoardRow
              row={row}
              providerName={providerNameOf(frame, row) || visits.anyProvider}
              roomName={roomNameOf(frame, row)}
              zone={frame.zone}
              day={frame.day}
              now={now}
            />
          )}
          empty={
            <EmptyBoard
              hasVisits={rows.length > 0}
              isSearch={text !== ''}
              mayWalkIn={mayWalkIn}
              onShowAll={() => setView({ ...FIRST_VIEW })}
            />
          }
        />
      </div>
      {panel === null ? (
        <RestPanel rows={rows} frame={frame} now={now} />
      ) : panel.kind === 'visit' ? (
        <VisitPanel
          key={panel.visitId}
          visitId={panel.visitId}
          frame={frame}
          rows={rows}
          now={now}
          mode={mode?.visitId === panel.visitId ? mode.kind : null}
          onMode={(kind) => setMode({ visitId: panel.visitId, kind })}
          actions={actions}
          onPrint={(tenderId) => openPrint({ kind: 'receipt', tenderId })}
          onClose={close}
          panelRef={panelElement}
        />
      ) : (
        <WalkInPanel
          patientId={panel.patientId}
          frame={frame}
          actions={actions}
          onClose={close}
          panelRef={panelElement}
        />
      )}
    </section>
  );
}

/** Gives the panel the keyboard, unless something in it has it already. */
function focusPanel(panel: HTMLElement | null): void {
  if (panel !== null && !panel.contains(document.activeElement)) panel.focus({ preventScroll: true });
}

interface EmptyBoardProps {
  readonly hasVisits: boolean;
  readonly isSearch: boolean;
  readonly mayWalkIn: boolean;
  readonly onShowAll: () => void;
}

function EmptyBoard({ hasVisits, isSearch, mayWalkIn, onShowAll }: EmptyBoardProps) {
  const { visits } = useStrings();
  const isFetching = (useDeskQuery('sync.state', {}).data?.fetching ?? null) !== null;
  if (!hasVisits && isFetching)
    return <EmptyState title={visits.emptyFetching} text={visits.emptyFetchingText} />;
  if (!hasVisits)
    return <EmptyState title={visits.empty} text={mayWalkIn ? visits.emptyText : visits.emptyReadOnly} />;
  return (
    <EmptyState
      title={isSearch ? visits.notFound : visits.emptyTab}
      text={isSearch ? visits.notFoundText : undefined}
      action={<Button onClick={onShowAll}>{visits.showAll}</Button>}
    />
  );
}
