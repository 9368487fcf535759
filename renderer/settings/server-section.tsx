import { useRef, useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { comparisonWords } from '../sync/comparison-words.ts';
import { connectOf, EMPTY_SERVER, type ServerDraft } from '../sync/server-draft.ts';
import { ServerFields } from '../sync/server-fields.tsx';
import { useServerForm } from '../sync/use-server-form.ts';
import { Button } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { CheckField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { sayWithUndo } from '../ui/undoable.ts';
import { ServerTakes } from './server-takes.tsx';

type Server = NonNullable<OutputOf<'sync.server'>['server']>;

/** The practice's FHIR server: what it is and takes, and the way to it. */
export function ServerSection() {
  const query = useDeskQuery('sync.server', {});
  const [isAnew, setAnew] = useState(false);
  if (query.data === undefined)
    return query.error === null ? (
      <Skeleton />
    ) : (
      <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
    );
  const { server } = query.data;
  if (server === null || isAnew)
    return <ConnectForm before={server} onDone={() => setAnew(false)} onCancel={() => setAnew(false)} />;
  return <Connected server={server} onAnew={() => setAnew(true)} />;
}

interface ConnectFormProps {
  readonly before: Server | null;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** What is typed here is kept nowhere but in this form, and is gone with it: it holds secrets. */
function ConnectForm({ before, onDone, onCancel }: ConnectFormProps) {
  const words = useStrings().server;
  const form = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<ServerDraft>({
    ...EMPTY_SERVER,
    address: before?.address ?? '',
    way: before?.signsInBy ?? EMPTY_SERVER.way,
  });
  const command = useDeskCommand('sync.connect');
  const [isReplacing, setReplacing] = useState(false);
  // Offered only where it was refused for that: nobody ticks it by the way.
  const isAnother = command.failure?.code === 'sync/other-server' || isReplacing;
  const { leave, error, mayGoOn } = useServerForm(form, draft, command.failure?.fields);
  const send = (): void => {
    if (command.isPending || !mayGoOn()) return;
    command.run({ ...connectOf(draft), ...(isReplacing ? { replace: true } : {}) }).then(
      () => {
        showToast(words.connected);
        onDone();
      },
      // The failure stands above the fields.
      () => undefined,
    );
  };
  useShortcuts('panel', { 'Ctrl+Enter': send, ...(before === null ? {} : { Escape: onCancel }) });
  return (
    <div className="settings__form" ref={form}>
      {before === null ? null : <p className="muted">{words.secretsAgain}</p>}
      {command.failure === null ? null : <Notice tone="bad">{command.failure.message}</Notice>}
      <ServerFields
        draft={draft}
        change={(change) => {
          if (command.failure !== null) command.reset();
          setDraft({ ...draft, ...change });
        }}
        error={error}
        leave={leave}
      />
      {isAnother ? <CheckField label={words.replaces} checked={isReplacing} onChange={setReplacing} /> : null}
      <div className="settings__foot">
        <span role="status" className="muted">
          {command.isPending ? words.asking : null}
        </span>
        {before === null ? null : (
          <Button look="quiet" shortcut="Escape" onClick={onCancel}>
            {words.cancel}
          </Button>
        )}
        <Button look="primary" shortcut="Ctrl+Enter" aria-busy={command.isPending} onClick={send}>
          {words.connect}
        </Button>
      </div>
    </div>
  );
}

function Connected({ server, onAnew }: { readonly server: Server; readonly onAnew: () => void }) {
  const { server: words, sync: syncWords, frame } = useStrings();
  const { dateTime } = useFormats();
  const zone = useFrame().data?.zone;
  const state = useDeskQuery('sync.state', {}).data;
  const sync = useDeskCommand('sync.now');
  const disconnect = useDeskCommand('sync.disconnect');
  const reconnect = useDeskCommand('sync.reconnect');
  const syncNow = (): void => {
    if (sync.isPending) return;
    sync.run({}).then(
      ({ end }) => showToast(words.ends[end]),
      () => undefined,
    );
  };
  const hangUp = (): void => {
    const waiting = state?.waiting ?? 0;
    disconnect.run({}).then(
      () => sayWithUndo(words.disconnected(waiting), () => reconnect.run({}), words.reconnected),
      () => undefined,
    );
  };
  const failure = sync.failure ?? disconnect.failure;
  const at = (instant: number): string => (zone === undefined ? '' : dateTime(instant, zone));
  const last = state?.lastComparison ?? null;
  const compared =
    last === null
      ? ''
      : last.end === 'suspicious'
        ? syncWords.hidden(last.hidden)
        : comparisonWords(last, syncWords, at(last.at));
  const now = state === undefined ? '' : stateWords(state, frame, at);
  return (
    <div className="settings__form server">
      {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
      <dl className="server__facts" aria-label={words.factsLabel}>
        <dt>{words.factAddress}</dt>
        <dd>{server.address}</dd>
        <dt>{words.factSoftware}</dt>
        <dd>
          {words.software(
            server.capabilities.software || words.unnamedSoftware,
            server.capabilities.fhirVersion,
          )}
        </dd>
        <dt>{words.factSignIn}</dt>
        <dd>
          {[
            `${words.signedInBy[server.signsInBy]}, ${words.since(at(server.connectedAt), server.connectedBy)}`,
            server.hasAuthorities ? words.authority : '',
          ]
            .filter(Boolean)
            .join('; ')}
        </dd>
        <dt>{words.factState}</dt>
        <dd>{now}</dd>
        {compared === '' ? null : (
          <>
            <dt>{words.factCompared}</dt>
            <dd>{compared}</dd>
          </>
        )}
      </dl>
      <ServerTakes capabilities={server.capabilities} />
      <div className="settings__foot server__foot">
        <span className="small muted">{words.disconnectHint}</span>
        <Button look="quiet" aria-busy={disconnect.isPending} onClick={hangUp}>
          {words.disconnect}
        </Button>
        <Button onClick={onAnew}>{words.connectAnew}</Button>
        <Button look="primary" aria-busy={sync.isPending} onClick={syncNow}>
          {sync.isPending ? words.syncing : words.syncNow}
        </Button>
      </div>
    </div>
  );
}

function stateWords(
  { connection, since, lastWholeAt, waiting }: OutputOf<'sync.state'>,
  frame: ReturnType<typeof useStrings>['frame'],
  at: (instant: number) => string,
): string {
  const told = {
    'not-connected': frame.notConnected,
    connecting: frame.connecting,
    online: frame.online(lastWholeAt === null ? '' : at(lastWholeAt)),
    offline: frame.offlineSince(since === null ? '' : at(since)),
    refused: frame.serverRefuses,
  }[connection];
  return `${told} · ${frame.changesKept(waiting)}`;
}
