import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Alert, Patient } from '../../shared/patients/contract.ts';
import { birthAgeSex, naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Barcode } from './barcode.tsx';

/** Whose page it is: name, birth date, MRN as a barcode, and the alerts that nobody may overlook. */
export function PatientHead({ patient, today }: { readonly patient: Patient; readonly today: PlainDate }) {
  const { pages } = useStrings();
  const { languageName } = useFormats();
  return (
    <div className="page-patient">
      <div>
        <p className="page-patient__name">{naturalName(patient)}</p>
        {patient.preferredName === '' ? null : <p>{pages.preferred(patient.preferredName)}</p>}
        <p>{birthAgeSex(patient, today)}</p>
        <p>{pages.mrn(patient.mrn)}</p>
        {patient.needsInterpreter ? (
          <p>
            <strong>{pages.interpreter(languageName(patient.language))}</strong>
          </p>
        ) : null}
      </div>
      <Barcode text={patient.mrn} label={pages.mrn(patient.mrn)} />
    </div>
  );
}

/** A box that is seen before anything else on the page. */
export function AlertBox({ alerts }: { readonly alerts: readonly Pick<Alert, 'kind' | 'text'>[] }) {
  const { pages, people } = useStrings();
  return (
    <section className="page-alerts">
      <h3>{pages.alerts}</h3>
      {alerts.length === 0 ? <p>{pages.none}</p> : null}
      {alerts.map(({ kind, text }) => (
        <p key={`${kind} ${text}`}>{`${people.alertKinds[kind]}: ${text}`}</p>
      ))}
    </section>
  );
}
