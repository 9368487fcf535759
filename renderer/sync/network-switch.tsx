import './network-switch.css';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';

/** In a demo practice alone: pulls the plug of this desk's line, so that anybody can see what an outage is. */
export function NetworkSwitch({ isDemo }: { readonly isDemo: boolean }) {
  const words = useStrings().server;
  const state = useDeskQuery('sync.state', {}).data;
  const setPlug = useDeskCommand('sync.setPlug');
  if (!isDemo || state === undefined || state.connection === 'not-connected') return null;
  const isIn = !state.isUnplugged;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isIn}
      aria-label={words.network}
      aria-busy={setPlug.isPending}
      title={words.networkHint}
      className="network-switch"
      onClick={() => void setPlug.run({ isIn: !isIn }).catch(() => undefined)}
    >
      {words.network}
      <span className="network-switch__track" aria-hidden="true" />
      <span>{isIn ? words.plugged : words.unplugged}</span>
    </button>
  );
}
