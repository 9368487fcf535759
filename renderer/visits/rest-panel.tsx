import './rest.css';
import { providerLoads } from '../../shared/visits/board.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { FinishList } from '../setup/rest/finish-list.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';
import { type Frame, providerNameOf } from './visit-panel.tsx';

interface RestPanelProps {
  readonly rows: readonly VisitRow[];
  readonly frame: Frame;
  readonly now: number;
}

/** Beside the board while no visit is open: how busy each provider is, and the keys of the room. */
export function RestPanel({ rows, frame, now }: RestPanelProps) {
  const { visits } = useStrings();
  const loads = providerLoads(rows, now);
  return (
    <aside className="panel rest" aria-label={visits.restTitle}>
      <div className="rest__inside">
        <FinishList />
        {loads.length === 0 ? null : (
          <>
            <h2 className="rest__title">{visits.restTitle}</h2>
            <ul className="rest__loads">
              {loads.map((load) => (
                <li key={load.providerId ?? ''}>
                  <span className="rest__provider">{providerNameOf(frame, load) || visits.anyone}</span>
                  <span className="muted tabular">
                    {[
                      load.waiting === 0
                        ? visits.loadNobody
                        : visits.loadWaiting(load.waiting, visits.minutes(load.longestMinutes)),
                      ...(load.inRoom > 0 ? [visits.loadRoom(load.inRoom)] : []),
                      ...(load.expected > 0 ? [visits.loadExpected(load.expected)] : []),
                    ].join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        <p className="muted rest__hint">{visits.restHint}</p>
        <ul className="rest__keys">
          {visits.restKeys.map(([key, what]) => (
            <li key={key}>
              <Key>{key}</Key>
              <span>{what}</span>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}
