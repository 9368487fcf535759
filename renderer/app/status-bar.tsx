import type { OutputOf } from '../../shared/api/index.ts';
import type { Session } from '../../shared/staff/contract.ts';
import { goToRoom } from '../data/desk-store.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { fetchingWords } from '../sync/fetching.tsx';
import { NetworkSwitch } from '../sync/network-switch.tsx';
import { Key } from '../ui/controls.tsx';
import { CLOCK_WARNING_MS } from './clock-warning.ts';
import { keepPreferences } from './keep-preferences.ts';

const THEMES = ['system', 'light', 'dark'] as const;

/** Who, which day, and what waits for the EHR: quiet, because none of it is an error. */
export function StatusBar({ session, onKeys }: { readonly session: Session; readonly onKeys: () => void }) {
  const strings = useStrings();
  const formats = useFormats();
  const frame = useFrame().data;
  const status = useDeskQuery('sync.state', {}).data;
  const choice = usePreferences(({ theme }) => theme);
  return (
    <div role="contentinfo" className="status tabular" aria-label={strings.frame.statusLabel}>
      <span className="status__who">{strings.frame.signedIn(session.displayName)}</span>
      {frame === undefined ? null : <span>{strings.frame.businessDay(formats.dayLong(frame.day))}</span>}
      {status === undefined ? null : (
        <button
          type="button"
          className="status__connection"
          title={strings.frame.rooms.sync}
          onClick={() => goToRoom('sync')}
          data-calm={status.connection === 'online' && status.dead + status.conflicts === 0 ? '' : undefined}
        >
          {connectionWords(status, strings, formats, frame?.zone)}
        </button>
      )}
      <span className="status__space" />
      <NetworkSwitch isDemo={frame?.demo === true} />
      {frame?.demo === true ? <span className="status__demo">{strings.frame.demo}</span> : null}
      <label className="status__theme">
        <span>{strings.frame.theme.label}</span>
        <select
          value={choice}
          onChange={(event) => {
            const chosen = THEMES.find((theme) => theme === event.target.value);
            if (chosen !== undefined) keepPreferences({ theme: chosen });
          }}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {strings.frame.theme[theme]}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="status__keys" onClick={onKeys} aria-keyshortcuts="?">
        <Key>?</Key> {strings.frame.keysHint}
      </button>
    </div>
  );
}

type Status = OutputOf<'sync.state'>;

/** One line, in the order in which it matters. Being offline is no error: it says since when, and that everything is kept. */
function connectionWords(
  status: Status,
  { frame, server }: ReturnType<typeof useStrings>,
  formats: ReturnType<typeof useFormats>,
  zone: string | undefined,
): string {
  const at = (instant: Status['since']): string =>
    instant === null || zone === undefined ? '' : formats.time(instant, zone);
  const connection = {
    'not-connected': frame.notConnected,
    connecting: frame.connecting,
    online: frame.online(at(status.lastWholeAt)),
    offline: frame.offlineSince(at(status.since)),
    refused: frame.serverRefuses,
  }[status.connection];
  const isClockOff = Math.abs(status.clockOffsetMs ?? 0) > CLOCK_WARNING_MS;
  const fetching = status.fetching === null ? '' : fetchingWords(status.fetching, server, formats.number);
  return [
    // What comes says that there is a connection.
    status.connection === 'connecting' && fetching !== '' ? '' : connection,
    fetching,
    status.connection === 'online' && status.waiting === 0 ? '' : frame.changesKept(status.waiting),
    status.dead === 0 ? '' : frame.changesRefused(status.dead),
    status.conflicts === 0 ? '' : frame.conflictsOpen(status.conflicts),
    isClockOff ? frame.clockIsOff : '',
    status.renewed === null ? '' : frame.isNow(status.renewed.name),
  ]
    .filter((words) => words !== '')
    .join(' · ');
}
