import './people.css';
import { useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { PatientId, RelatedPersonId } from '../../shared/kernel/ids.ts';
import { formatPhone } from '../../shared/patients/phone.ts';
import type { RelatedFields, RelatedPerson } from '../../shared/patients/relations.ts';
import { openChart } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { failureText } from '../visits/failure-text.ts';
import { Lines } from './lines.tsx';
import { EMPTY_RELATED, relatedDraftOf, relatedErrors } from './related-draft.ts';
import { RelatedForm } from './related-form.tsx';
import { useLine } from './use-line.ts';

type Chart = OutputOf<'patients.chart'>;

/** Who is written down or corrected: a line's id, or somebody new. */
interface Open {
  readonly id: RelatedPersonId | null;
  readonly fields: RelatedFields;
  readonly isLeft: boolean;
}

interface RelatedPeopleProps {
  readonly patientId: PatientId;
  /** The key that begins a new contact; none where another part of the screen owns the letters. */
  readonly addKey?: string | undefined;
}

/** The people of a patient, to read and to change; stands in the chart and in check-in alike. */
export function RelatedPeople({ patientId, addKey }: RelatedPeopleProps) {
  const chart = useDeskQuery('patients.chart', { patientId });
  if (chart.data === undefined)
    return chart.error === null ? (
      <Skeleton lines={2} />
    ) : (
      <ErrorState failure={chart.error} onRetry={() => void chart.refetch()} />
    );
  return <People chart={chart.data} addKey={addKey} />;
}

function People({ chart, addKey }: { readonly chart: Chart; readonly addKey: string | undefined }) {
  const { people: strings } = useStrings();
  const mayWrite = useMay('patients.write');
  const patientId = chart.patient.id;
  const [ending, setEnding] = useState<RelatedPersonId | null>(null);
  const saving = useDeskCommand('patients.saveRelated');
  const taking = useDeskCommand('patients.endRelated');
  const { open, keep, act, failure, save, cancel } = useLine<Open>('related', patientId, {
    saved: strings.contactSaved,
    isBusy: saving.isPending,
    isWrong: ({ fields }) => Object.keys(relatedErrors(fields, strings)).length > 0,
    send: ({ id: relatedId, fields }, operationId) =>
      saving.run({ patientId, relatedId, fields }, operationId),
  });
  const isFirstPayer = chart.guarantor === null && !chart.related.some((person) => person.isGuarantor);
  const end = (person: RelatedPerson): void => {
    setEnding(person.id);
    void act(strings.contactEnded, (id) => taking.run({ relatedId: person.id }, id)).then(() =>
      setEnding(null),
    );
  };
  const form = (fields: Open) => (
    <RelatedForm
      fields={fields.fields}
      errors={fields.isLeft ? relatedErrors(fields.fields, strings) : {}}
      household={chart.household}
      isBusy={saving.isPending}
      onChange={(changed) => keep({ ...fields, fields: changed })}
      onSave={save}
      onCancel={cancel}
    />
  );
  return (
    <>
      <Payer chart={chart} />
      {failure === null ? null : <Notice tone="bad">{failureText(failure)}</Notice>}
      <Lines
        items={chart.related}
        open={open}
        mayWrite={mayWrite}
        none={strings.noContacts}
        addLabel={strings.addContact}
        addKey={addKey}
        ending={ending}
        lineOf={(person) => <PersonText person={person} />}
        nameOf={(person) => person.name}
        formOf={form}
        onAdd={() =>
          keep({ id: null, fields: { ...EMPTY_RELATED, isGuarantor: isFirstPayer }, isLeft: false })
        }
        onEdit={(person) => keep({ id: person.id, fields: relatedDraftOf(person), isLeft: false })}
        onEnd={end}
      />
    </>
  );
}

/** Who pays: said where it is not plain, asked where nobody is written down for a child. */
function Payer({ chart }: { readonly chart: Chart }) {
  const strings = useStrings().people;
  const { guarantor, related } = chart;
  if (guarantor === null) return <Notice>{strings.guarantorMissing}</Notice>;
  const name =
    guarantor.kind === 'self'
      ? strings.guarantorSelf
      : (related.find((person) => person.id === guarantor.id)?.name ?? '');
  return (
    <dl className="facts">
      <dt>{strings.guarantor}</dt>
      <dd>{name}</dd>
    </dl>
  );
}

function PersonText({ person }: { readonly person: RelatedPerson }) {
  const strings = useStrings().people;
  const roles = (['isGuarantor', 'isProxy', 'isEmergency'] as const).filter((role) => person[role]);
  const { relatedPatientId } = person;
  return (
    <div className="people__text">
      <p>
        {relatedPatientId === null ? (
          <strong>{person.name}</strong>
        ) : (
          <button type="button" className="chart__link" onClick={() => openChart(relatedPatientId)}>
            {person.name}
          </button>
        )}{' '}
        <span className="muted">· {strings.relationships[person.relationship]}</span>
      </p>
      <p className="chart__sub tabular">
        {[person.phone === '' ? '' : formatPhone(person.phone), person.email, person.address]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
      {roles.length === 0 && !person.needsInterpreter ? null : (
        <p className="people__roles">
          {roles.map((role) => (
            <Pill key={role} tone={role === 'isGuarantor' ? 'accent' : 'neutral'}>
              {strings.roles[role]}
            </Pill>
          ))}
          {person.needsInterpreter ? <Pill tone="info">{strings.needsInterpreter}</Pill> : null}
        </p>
      )}
    </div>
  );
}
