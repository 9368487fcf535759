import './sync.css';
import '../ui/row-list.css';
import { useLayoutEffect, useRef, useState } from 'react';
import { ApiFailure, saveRefusedFile } from '../data/bridge.ts';
import { openChart } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx';
import { isInPanel } from '../ui/panel.tsx';
import { rovingTarget } from '../ui/roving.ts';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { RefusedPanel } from './refused-panel.tsx';
import { RoomSection } from './room-section.tsx';
import { Standing } from './standing.tsx';
import { SyncLineButton } from './sync-line.tsx';
import { type SyncLine, syncLines } from './sync-lines.ts';

/** What the EHR does not have yet, what it refused, and what two sides say differently. */
export default function SyncRoom() {
  const { sync } = useStrings();
  const zone = useFrame().data?.zone ?? 'utc';
  const state = useDeskQuery('sync.state', {}).data;
  const queue = useDeskQuery('sync.queue', {});
  const conflicts = useDeskQuery('sync.conflicts', {});
  const [openKey, setOpenKey] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const [moves, setMoves] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const lines = syncLines(queue.data, conflicts.data);
  const at = Math.max(0, Math.min(active, lines.length - 1));
  const settled = conflicts.data?.settled ?? [];
  const open = lines.find(({ key }) => key === openKey);
  const decided = settled.find(({ id }) => `conflict ${id}` === openKey);
  useLayoutEffect(() => {
    if (moves > 0) list.current?.querySelector<HTMLElement>('[data-active]')?.focus();
  }, [moves]);
  const move = (event: KeyboardEvent): boolean => {
    if (isInPanel(event)) return false;
    const target = rovingTarget(event.key, at, lines.length);
    if (target === undefined) return false;
    setActive(target);
    setMoves((count) => count + 1);
    return true;
  };
  useShortcuts('room', { ArrowDown: move, ArrowUp: move, Home: move, End: move });
  const openLine = (line: SyncLine): void => {
    setActive(Math.max(0, lines.indexOf(line)));
    if (line.kind !== 'waiting') setOpenKey(line.key);
    else {
      const patientId = line.queued[0]?.patient?.id;
      if (patientId !== undefined) openChart(patientId);
    }
  };
  const close = (): void => setOpenKey(null);
  // The next that needs a person, in its place; none left, the list has the keyboard again.
  const goOn = (): void => {
    const next = lines.slice(at + 1).find(({ kind }) => kind !== 'waiting');
    setOpenKey(next?.key ?? null);
    if (next) setActive(lines.indexOf(next));
  };
  const failure = queue.error ?? conflicts.error;
  const isEmpty = queue.data !== undefined && conflicts.data !== undefined && lines.length === 0;
  return (
    <div className="list-room">
      <div className="list-room__list sync-room">
        {state === undefined ? null : <Standing state={state} zone={zone} />}
        {failure !== null && queue.data === undefined ? (
          <ErrorState failure={failure} onRetry={() => void queue.refetch()} />
        ) : null}
        {queue.data === undefined && failure === null ? <Skeleton /> : null}
        {isEmpty ? <EmptyState title={sync.nothing} text={sync.nothingText} /> : null}
        <div className="sync-lists" ref={list} role="group" aria-label={sync.list}>
          <Lines kind="refused" {...{ lines, at, zone, openKey }} onOpen={openLine}>
            {queue.data === undefined ? null : <RefusedActions count={queue.data.counts.refused} />}
          </Lines>
          <Lines kind="conflict" {...{ lines, at, zone, openKey }} onOpen={openLine} />
          <Lines kind="waiting" {...{ lines, at, zone, openKey }} onOpen={openLine}>
            {(queue.data?.counts.waiting ?? 0) > (queue.data?.waiting.length ?? 0) ? (
              <p className="muted">{sync.waitingCount(queue.data?.counts.waiting ?? 0)}</p>
            ) : null}
          </Lines>
          {settled.length === 0 ? null : (
            <RoomSection title={sync.settledTitle}>
              <ul className="sync-lines">
                {settled.map((conflict) => (
                  <li key={conflict.id}>
                    <SyncLineButton
                      line={{ kind: 'conflict', key: `conflict ${conflict.id}`, conflict }}
                      zone={zone}
                      isActive={false}
                      isOpen={openKey === `conflict ${conflict.id}`}
                      onOpen={() => setOpenKey(`conflict ${conflict.id}`)}
                    />
                  </li>
                ))}
              </ul>
            </RoomSection>
          )}
        </div>
      </div>
      {open?.kind === 'refused' ? (
        <RefusedPanel key={open.key} queued={open.queued} zone={zone} onClose={close} onDone={goOn} />
      ) : null}
      {open?.kind === 'conflict' ? (
        <ConflictPanel key={open.key} conflict={open.conflict} zone={zone} onClose={close} onDone={goOn} />
      ) : null}
      {open === undefined && decided !== undefined ? (
        <ConflictPanel key={decided.id} conflict={decided} zone={zone} onClose={close} onDone={close} />
      ) : null}
    </div>
  );
}

interface LinesProps {
  readonly kind: SyncLine['kind'];
  readonly lines: readonly SyncLine[];
  readonly at: number;
  readonly zone: string;
  readonly openKey: string | null;
  readonly onOpen: (line: SyncLine) => void;
  readonly children?: React.ReactNode;
}

function Lines({ kind, lines, at, zone, openKey, onOpen, children }: LinesProps) {
  const { sync } = useStrings();
  const own = lines.filter((line) => line.kind === kind);
  if (own.length === 0) return null;
  const titles = { refused: sync.refused, conflict: sync.conflicts, waiting: sync.waiting };
  return (
    <RoomSection title={titles[kind]}>
      <ul className="sync-lines">
        {own.map((line) => (
          <li key={line.key}>
            <SyncLineButton
              line={line}
              zone={zone}
              isActive={lines[at] === line}
              isOpen={openKey === line.key}
              onOpen={() => onOpen(line)}
            />
          </li>
        ))}
      </ul>
      {children}
    </RoomSection>
  );
}

/** What is done about all of them at once. */
function RefusedActions({ count }: { readonly count: number }) {
  const { sync } = useStrings();
  const retrying = useDeskCommand('sync.retry');
  const mayRetry = useMay('patients.write');
  const retryAll = (): void => {
    if (!retrying.isPending) void retrying.run({ record: null }).then(() => showToast(sync.retried));
  };
  const formats = useFormats();
  const maySave = useMay('sync.resolve');
  const save = async (): Promise<void> => {
    try {
      const saved = await saveRefusedFile();
      if (saved !== null) showToast(sync.savedRefused(saved));
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      showToast(error.message);
    }
  };
  return (
    <div className="sync-actions">
      <span className="muted tabular">{count > 1 ? sync.refusedCount(formats.number(count)) : ''}</span>
      {mayRetry && count > 1 ? (
        <Button small onClick={retryAll}>
          {sync.retryAll}
        </Button>
      ) : null}
      {maySave ? (
        <Button small onClick={() => void save()}>
          {sync.saveRefused}
        </Button>
      ) : null}
    </div>
  );
}
