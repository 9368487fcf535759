import './consents.css';
import './consent-texts.css';
import { useState } from 'react';
import type { ConsentVersion } from '../../shared/consents/contract.ts';
import { newOperationId } from '../data/bridge.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { EmptyState, ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { ConsentWords } from './consent-words.tsx';
import { TextForm } from './text-form.tsx';
import { useTextUndo } from './use-text-undo.ts';

/** The texts that patients sign: what is in force, what was, and the way to a new version. For the Settings room. */
export function ConsentTexts() {
  const { consents } = useStrings();
  const words = consents.settings;
  const query = useDeskQuery('consents.texts', {});
  const mayEdit = useMay('practice.configure');
  const [editing, setEditing] = useState<string | 'new' | null>(null);
  if (query.data === undefined)
    return query.error === null ? (
      <Skeleton />
    ) : (
      <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
    );
  const series = [...Map.groupBy(query.data.versions, ({ seriesId }) => seriesId).values()];
  if (editing === 'new') return <TextForm version={null} onDone={() => setEditing(null)} />;
  return (
    <section className="consent-texts" aria-label={words.title}>
      <p className="muted">{words.lead}</p>
      {series.length === 0 ? <NoTexts mayEdit={mayEdit} /> : null}
      {series.map(([newest, ...older]) => {
        if (newest === undefined) return null;
        const isEditing = editing === newest.seriesId;
        return (
          <div key={newest.seriesId} className="consent-texts__one">
            {isEditing ? (
              <TextForm version={newest} onDone={() => setEditing(null)} />
            ) : (
              <OneSeries
                newest={newest}
                older={older}
                onEdit={mayEdit ? () => setEditing(newest.seriesId) : undefined}
              />
            )}
          </div>
        );
      })}
      {mayEdit && editing === null ? (
        <div>
          <Button onClick={() => setEditing('new')}>{words.new}</Button>
        </div>
      ) : null}
    </section>
  );
}

/** A practice that begins: the sample texts are one step away. */
function NoTexts({ mayEdit }: { readonly mayEdit: boolean }) {
  const words = useStrings().consents.settings;
  const publish = useDeskCommand('consents.publishDefaults');
  const sayWithUndo = useTextUndo();
  const start = async (): Promise<void> => {
    const operationId = newOperationId();
    const answer = await publish.run({}, operationId).catch(() => undefined);
    if (answer !== undefined) sayWithUndo(words.defaultsNow(answer.published), operationId);
  };
  return (
    <EmptyState
      title={words.empty}
      action={
        mayEdit ? (
          <Button look="primary" disabled={publish.isPending} onClick={() => void start()}>
            {words.defaults}
          </Button>
        ) : undefined
      }
    />
  );
}

interface OneSeriesProps {
  readonly newest: ConsentVersion;
  readonly older: readonly ConsentVersion[];
  readonly onEdit: (() => void) | undefined;
}

function OneSeries({ newest, older, onEdit }: OneSeriesProps) {
  const { consents } = useStrings();
  const words = consents.settings;
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'utc';
  const language = usePreferences((preferences) => preferences.language);
  const retire = useDeskCommand('consents.retire');
  const sayWithUndo = useTextUndo();
  const title = newest.wordings.find((each) => each.language === language)?.title ?? '';
  const day = formats.dateAt(newest.publishedAt, zone);
  const retireNow = async (): Promise<void> => {
    const operationId = newOperationId();
    const done = await retire.run({ seriesId: newest.seriesId }, operationId).then(
      () => true,
      () => false,
    );
    if (done) sayWithUndo(words.retiredNow(title), operationId);
  };
  return (
    <>
      <details className="consents">
        <summary className="consent-texts__summary">
          <span className="consents__title">{title}</span>
          {newest.retiredAt === null ? (
            <Pill tone="good">{words.version(newest.version)}</Pill>
          ) : (
            <Pill>{words.retired}</Pill>
          )}
          {newest.isSample && newest.retiredAt === null ? <Pill tone="warn">{words.sample}</Pill> : null}
          {newest.required ? <Pill tone="info">{words.required}</Pill> : null}
          <span className="small muted">
            {consents.kinds[newest.kind]} · {consents.renewals[newest.renewal]} ·{' '}
            {words.since(day, newest.publishedBy)}
          </span>
        </summary>
        <Wordings version={newest} />
        {older.length === 0 ? null : (
          <details className="consents">
            <summary>{words.older(older.length)}</summary>
            {older.map((version) => (
              <details key={version.version} className="consents">
                <summary>{words.was(version.version, formats.dateAt(version.publishedAt, zone))}</summary>
                <Wordings version={version} />
              </details>
            ))}
          </details>
        )}
      </details>
      {retire.failure === null ? null : <Notice tone="bad">{retire.failure.message}</Notice>}
      {onEdit === undefined ? null : (
        <div className="consents__actions">
          <Button small aria-label={`${words.edit}: ${title}`} onClick={onEdit}>
            {words.edit}
          </Button>
          {newest.retiredAt === null ? (
            <Button
              small
              look="quiet"
              aria-label={`${words.retire}: ${title}`}
              onClick={() => void retireNow()}
            >
              {words.retire}
            </Button>
          ) : null}
        </div>
      )}
    </>
  );
}

function Wordings({ version }: { readonly version: ConsentVersion }) {
  const { consents } = useStrings();
  return (
    <div className="consent-texts__wordings">
      {version.wordings.map((wording) => (
        <div key={wording.language} className="consent-texts__wording">
          <ConsentWords title={wording.title} body={wording.body} language={wording.language} />
          <p className="small muted consent-texts__hash">{consents.settings.hash(wording.sha256)}</p>
        </div>
      ))}
    </div>
  );
}
