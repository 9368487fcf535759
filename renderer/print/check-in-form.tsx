import type { ReactNode } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { primaryOn } from '../../shared/coverage/rules.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { Language } from '../../shared/kernel/time.ts';
import type { Sheet } from '../../shared/print/contract.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { addressLines, naturalName } from '../patients/patient-text.ts';
import { formatsFor } from '../strings/formats.ts';
import { stringsFor } from '../strings/use-strings.ts';
import { PracticePages } from './practice-pages.tsx';

type Chart = OutputOf<'patients.chart'>;

interface CheckInFormProps {
  /** Null for an empty form. */
  readonly patientId: PatientId | null;
  readonly sheet: Sheet;
  readonly language: Language;
}

/** The check-in on paper, in the patient's language: filled in with what is known, with room to correct it. */
export function CheckInForm({ patientId, sheet, language }: CheckInFormProps) {
  if (patientId === null) return <FormPages chart={null} sheet={sheet} language={language} />;
  return <KnownForm patientId={patientId} sheet={sheet} language={language} />;
}

function KnownForm(props: CheckInFormProps & { readonly patientId: PatientId }) {
  const { data } = useDeskQuery('patients.chart', { patientId: props.patientId });
  return data === undefined ? null : <FormPages chart={data} sheet={props.sheet} language={props.language} />;
}

interface FormPagesProps {
  readonly chart: Chart | null;
  readonly sheet: Sheet;
  readonly language: Language;
}

function FormPages({ chart, sheet, language }: FormPagesProps) {
  const { pages, people } = stringsFor(language);
  const { form } = pages;
  const formats = formatsFor(
    language,
    usePreferences(({ clock }) => clock),
  );
  const frame = useFrame().data;
  const patient = chart?.patient;
  const coverage =
    chart === undefined || chart === null || frame === undefined
      ? undefined
      : primaryOn(chart.coverages, frame.day);
  const emergency = chart?.related.find(({ isEmergency }) => isEmergency);
  const chosen = (value: boolean | undefined): number | undefined =>
    value === undefined ? undefined : value ? 0 : 1;
  const line = (label: string, value = ''): ReactNode => <Line key={label} label={label} value={value} />;
  const pair = (key: string, left: ReactNode, right: ReactNode): ReactNode => (
    <div key={key} className="form-pair">
      {left}
      {right}
    </div>
  );
  return (
    <PracticePages
      sheet={sheet}
      title={pages.kinds['check-in-form']}
      language={language}
      aside={
        <>
          {frame === undefined ? null : <p>{formats.date(frame.day)}</p>}
          {patient === undefined ? null : <p>{pages.mrn(patient.mrn)}</p>}
        </>
      }
      parts={[
        <p key="lead">{patient === undefined ? form.leadEmpty : form.lead}</p>,
        <h3 key="you">{form.you}</h3>,
        line(form.name, patient === undefined ? '' : naturalName(patient)),
        line(form.preferredName, patient?.preferredName),
        pair(
          'born',
          line(pages.born, patient === undefined ? '' : formats.date(patient.birthDate)),
          <Choice
            key={form.sex}
            label={form.sex}
            options={[form.sexes.female, form.sexes.male, form.sexes.other]}
            chosen={patient === undefined ? undefined : ['female', 'male', 'other'].indexOf(patient.sex)}
          />,
        ),
        line(pages.address, patient === undefined ? '' : addressLines(patient).join(', ')),
        pair('phones', line(pages.phone, patient?.phone), line(pages.secondPhone, patient?.secondPhone)),
        <Choice
          key={form.text}
          label={form.text}
          options={[form.yes, form.no]}
          chosen={patient === undefined ? undefined : ['yes', 'no'].indexOf(patient.textConsent)}
        />,
        line(pages.email, patient?.email),
        line(pages.language, patient === undefined ? '' : formats.languageName(patient.language)),
        <Choice
          key={form.interpreter}
          label={form.interpreter}
          options={[form.yes, form.no]}
          chosen={chosen(patient?.needsInterpreter)}
        />,
        pair(
          'emergency',
          line(form.emergency, [emergency?.name, emergency?.phone].filter(Boolean).join(', ')),
          line(
            form.relationship,
            emergency === undefined ? '' : people.relationships[emergency.relationship],
          ),
        ),
        line(form.guarantor, chart?.related.find(({ isGuarantor }) => isGuarantor)?.name),
        <h3 key="insurance">{form.insurance}</h3>,
        line(form.insurer, coverage?.payerName),
        pair('member', line(pages.memberId, coverage?.memberId), line(pages.group, coverage?.groupNumber)),
        line(
          form.subscriber,
          [
            coverage?.subscriberName,
            coverage?.subscriberBirthDate ? formats.date(coverage.subscriberBirthDate) : undefined,
          ]
            .filter(Boolean)
            .join(', '),
        ),
        line(form.relation),
        <h3 key="today">{form.today}</h3>,
        line(form.why),
        <Choice key={form.accident} label={form.accident} options={form.accidents} />,
        pair(
          'since',
          line(form.since),
          line(form.allergies, chart?.alerts.find(({ kind }) => kind === 'allergy')?.text),
        ),
        <section className="page-sign" key="sign">
          <p>{form.sign}</p>
          <div>
            <span>{form.signature}</span>
            <span>{form.date}</span>
          </div>
          <Line label={form.signer} value="" />
        </section>,
      ]}
    />
  );
}

/** A label and a ruled line, with what is known on it. */
function Line({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="form-line">
      <span className="form-line__label">{label}</span>
      <span className="form-line__value">{value}</span>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly string[];
  /** The place of the option that is ticked; undefined or -1 for none. */
  readonly chosen?: number | undefined;
}

function Choice({ label, options, chosen = -1 }: ChoiceProps) {
  return (
    <div className="form-line">
      <span className="form-line__label">{label}</span>
      <span className="form-line__choices">
        {options.map((option, index) => (
          <span key={option}>
            {index === chosen ? '☒' : '☐'} {option}
          </span>
        ))}
      </span>
    </div>
  );
}
