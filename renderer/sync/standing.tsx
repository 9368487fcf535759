import { useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { CLOCK_WARNING_MS } from '../app/clock-warning.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { failureText } from '../visits/failure-text.ts';
import { comparisonWords } from './comparison-words.ts';

const TONES = {
  'not-connected': 'neutral',
  connecting: 'neutral',
  online: 'good',
  offline: 'warn',
  refused: 'bad',
} as const;

/** How it stands with the EHR, in words that say what to do about it: mostly nothing. */
export function Standing({ state, zone }: { readonly state: OutputOf<'sync.state'>; readonly zone: string }) {
  const { sync } = useStrings();
  const formats = useFormats();
  const now = useDeskCommand('sync.now');
  const comparing = useDeskCommand('sync.compare');
  const [said, setSaid] = useState<string | null>(null);
  const isConnected = state.connection !== 'not-connected';
  const mayCompare = useMay('sync.resolve') && isConnected;
  const isBusy = now.isPending || comparing.isPending;
  const fail = (error: Parameters<typeof failureText>[0]): void => setSaid(failureText(error));
  const ask = (): void => {
    if (isBusy) return;
    setSaid(sync.syncing);
    now.run({}).then(({ end }) => setSaid(sync.ended[end]), fail);
  };
  const compare = (): void => {
    if (isBusy) return;
    setSaid(sync.comparing);
    // What was found stands below, as that of the nights does.
    comparing.run({}).then(({ end }) => setSaid({ ...sync.ended, ...sync.comparedEnd }[end]), fail);
  };
  useShortcuts('room', { s: isConnected ? ask : undefined, c: mayCompare ? compare : undefined });
  const compared = state.lastComparison;
  const off = Math.abs(state.clockOffsetMs ?? 0);
  return (
    <section className="sync-standing" aria-label={sync.standing[state.connection]}>
      <div className="sync-standing__line">
        <Pill tone={TONES[state.connection]}>{sync.standing[state.connection]}</Pill>
        <span className="muted tabular">
          {[
            state.since === null || !isConnected ? '' : sync.since(formats.time(state.since, zone)),
            state.lastWholeAt === null ? '' : sync.lastAlike(formats.time(state.lastWholeAt, zone)),
          ]
            .filter((words) => words !== '')
            .join(' · ')}
        </span>
        <span className="sync-standing__space" />
        {mayCompare ? (
          <Button look="quiet" shortcut="c" onClick={compare}>
            {sync.compareNow}
          </Button>
        ) : null}
        {isConnected ? (
          <Button shortcut="s" onClick={ask}>
            {sync.now}
          </Button>
        ) : null}
      </div>
      <p className="muted">{sync.standingText[state.connection]}</p>
      <p aria-live="polite">{said}</p>
      {compared === null || compared.end === 'suspicious' ? null : (
        <p className="muted">{comparisonWords(compared, sync, formats.dateTime(compared.at, zone))}</p>
      )}
      {compared?.end === 'suspicious' ? <Notice tone="bad">{sync.hidden(compared.hidden)}</Notice> : null}
      {off > CLOCK_WARNING_MS ? <Notice>{sync.clockOff(Math.round(off / 60_000))}</Notice> : null}
      <Renewed state={state} />
      {state.lostChanges > 0 ? <Notice tone="bad">{sync.lost(state.lostChanges)}</Notice> : null}
    </section>
  );
}

/** For a week: a PC that turned out to be a copy says which desk it is now. It is told, and asks for nothing. */
export function Renewed({ state: { renewed } }: { readonly state: Pick<OutputOf<'sync.state'>, 'renewed'> }) {
  const { sync } = useStrings();
  if (renewed === null) return null;
  const { cause, formerName, name, receiptPrefix } = renewed;
  return (
    <Notice tone="info">
      {sync.renewedWhy[cause](formerName)} {sync.renewed(name, receiptPrefix)}
    </Notice>
  );
}
