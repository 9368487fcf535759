import './people.css';
import { useState } from 'react';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { openChart, openMerge } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { isAnswered, useWhenAnswered } from '../data/when-answered.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { Panel, PanelNext, Section } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { showToast } from '../ui/toast.tsx';
import { failureText } from '../visits/failure-text.ts';
import { MergeFields, MergeMoves, type Preview, type Side } from './merge-fields.tsx';
import { birthAgeSex, formatPhone, listName, naturalName } from './patient-text.ts';
import { isRestricted, RestrictedPrompt } from './restricted-prompt.tsx';
import { takeApart } from './take-apart.ts';

interface MergePanelProps {
  readonly patientId: PatientId;
  readonly duplicateId: PatientId | null;
  readonly today: PlainDate;
}

/** Two records of one person become one: find the other, choose field by field, see what moves, merge. */
export function MergePanel({ patientId, duplicateId, today }: MergePanelProps) {
  if (duplicateId === null) return <FindDuplicate patientId={patientId} today={today} />;
  return <Compare patientId={patientId} duplicateId={duplicateId} />;
}

function FindDuplicate({ patientId, today }: { readonly patientId: PatientId; readonly today: PlainDate }) {
  const strings = useStrings().people;
  const [text, setText] = useState('');
  const chart = useDeskQuery('patients.chart', { patientId });
  const patient = chart.data?.patient;
  const search = text.trim();
  const found = useDeskQuery(
    'patients.search',
    { text: search, limit: 12 },
    { enabled: search !== '', keepPrevious: true, keepFor: 10_000 },
  );
  const likely = useDeskQuery(
    'patients.likelyDuplicates',
    {
      family: patient?.family ?? '',
      given: patient?.given ?? '',
      birthDate: patient?.birthDate ?? null,
      phone: patient?.phone ?? '',
      addressLine: patient?.addressLine ?? '',
      postalCode: patient?.postalCode ?? '',
      excluding: patient?.id ?? null,
    },
    { enabled: patient !== undefined },
  );
  const people = (search === '' ? (likely.data?.duplicates ?? []) : (found.data?.matches ?? [])).filter(
    (person) => person.id !== patient?.id,
  );
  const choose = (id: PatientId): void => openMerge(patientId, id);
  const asked = search === '' ? likely : found;
  const chooseFirst = useWhenAnswered(search, isAnswered(asked) || asked.isError, () => {
    const [first] = people;
    if (first !== undefined) choose(first.id);
  });
  return (
    <Panel
      title={strings.mergeTitle}
      subtitle={patient === undefined ? undefined : strings.mergeInto(naturalName(patient))}
      onClose={() => openChart(patientId)}
    >
      <form
        className="merge"
        onSubmit={(event) => {
          event.preventDefault();
          chooseFirst();
        }}
      >
        <TextField
          label={strings.mergeFind}
          placeholder={strings.mergeFindHint}
          value={text}
          autoFocus
          maxLength={200}
          onChange={setText}
        />
        {search === '' && people.length > 0 ? <p className="small muted">{strings.mergeLikely}</p> : null}
        {people.length === 0 && asked.data !== undefined ? (
          <p className="muted" role="status">
            {search === '' ? strings.mergeStart : strings.mergeNone}
          </p>
        ) : null}
        <ul className="people">
          {people.map((person) => (
            <li key={person.id}>
              <button type="button" className="duplicates__person" onClick={() => choose(person.id)}>
                <span className="duplicates__who">
                  <strong>{listName(person)}</strong>
                  <span className="small tabular">
                    {[birthAgeSex(person, today), formatPhone(person.phone)]
                      .filter((part) => part !== '')
                      .join(' · ')}
                  </span>
                </span>
                <span className="small tabular">{person.mrn}</span>
              </button>
            </li>
          ))}
        </ul>
      </form>
    </Panel>
  );
}

function Compare({
  patientId,
  duplicateId,
}: {
  readonly patientId: PatientId;
  readonly duplicateId: PatientId;
}) {
  const strings = useStrings().people;
  const preview = useDeskQuery('patients.mergePreview', { survivorId: patientId, duplicateId });
  const back = (): void => openMerge(patientId);
  if (preview.data !== undefined && !isRestricted(preview.error))
    return <CompareForm preview={preview.data} onBack={back} />;
  return (
    <Panel title={strings.mergeTitle} onClose={back}>
      {preview.error === null ? (
        <Skeleton />
      ) : isRestricted(preview.error) ? (
        <RestrictedOfTwo patientId={patientId} duplicateId={duplicateId} />
      ) : (
        <ErrorState failure={preview.error} onRetry={() => void preview.refetch()} />
      )}
    </Panel>
  );
}

/** Which of the two is restricted is asked of the engine: its chart says. */
function RestrictedOfTwo({
  patientId,
  duplicateId,
}: {
  readonly patientId: PatientId;
  readonly duplicateId: PatientId;
}) {
  const first = useDeskQuery('patients.chart', { patientId });
  return <RestrictedPrompt patientId={isRestricted(first.error) ? patientId : duplicateId} />;
}

function CompareForm({ preview, onBack }: { readonly preview: Preview; readonly onBack: () => void }) {
  const strings = useStrings().people;
  const { survivor, duplicate, fields, doubts } = preview;
  const [chosen, setChosen] = useState<Readonly<Partial<Record<string, Side>>>>({});
  const merging = useDeskCommand('patients.merge');
  const sideOf = (field: string, proposed: Side): Side => chosen[field] ?? proposed;
  const merge = (): void => {
    if (merging.isPending) return;
    merging
      .run({
        survivorId: survivor.id,
        survivorVersion: survivor.version,
        duplicateId: duplicate.id,
        duplicateVersion: duplicate.version,
        take: fields
          .filter(({ field, proposed }) => sideOf(field, proposed) === 'duplicate')
          .map(({ field }) => field),
      })
      .then(
        () => {
          showToast(strings.merged(duplicate.mrn), () => void takeApart(duplicate.id));
          openChart(survivor.id);
        },
        () => undefined,
      );
  };
  const swap = (): void => openMerge(duplicate.id, survivor.id);
  useShortcuts('panel', { 'Ctrl+Enter': merge, x: swap });
  return (
    <Panel
      title={strings.mergeTitle}
      subtitle={strings.mergeInto(naturalName(survivor))}
      onClose={onBack}
      foot={
        <>
          <Button shortcut="x" onClick={swap}>
            {strings.mergeSwap}
          </Button>
          <PanelNext>
            <Button look="primary" shortcut="Ctrl+Enter" onClick={merge} aria-busy={merging.isPending}>
              {strings.merge}
            </Button>
          </PanelNext>
        </>
      }
    >
      <div className="merge">
        {merging.failure === null ? null : <Notice tone="bad">{failureText(merging.failure)}</Notice>}
        {doubts.length === 0 ? null : (
          <Notice>
            <strong>{strings.mergeDoubtsTitle}</strong>
            <ul>
              {doubts.map((doubt) => (
                <li key={doubt}>{strings.mergeDoubts[doubt]}</li>
              ))}
            </ul>
          </Notice>
        )}
        <MergeFields
          preview={preview}
          sideOf={sideOf}
          onChoose={(field, side) => setChosen((before) => ({ ...before, [field]: side }))}
        />
        <Section title={strings.mergeMoves}>
          <MergeMoves preview={preview} />
        </Section>
      </div>
    </Panel>
  );
}
