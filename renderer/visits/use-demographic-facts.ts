import { guarantorOf } from '../../shared/patients/relations.ts';
import { addressLines, formatPhone, languageName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { Today, VisitPanel } from './check-in-draft.ts';

export interface DemographicFact {
  readonly label: string;
  /** Empty where it has to be asked for. */
  readonly value: string;
}

/** What is read out and asked for by exception, in the order of the form. */
export function useDemographicFacts(panel: VisitPanel, { day }: Today): readonly DemographicFact[] {
  const { visits, checkIn } = useStrings();
  const formats = useFormats();
  const { patient, related } = panel;
  const texts = { yes: checkIn.textsYes, no: checkIn.textsNo, unknown: checkIn.textsUnknown };
  const phone = formatPhone(patient.phone);
  const guarantor = guarantorOf(patient.birthDate, day, related);
  const payer =
    guarantor === undefined
      ? ''
      : guarantor.kind === 'self'
        ? null
        : (related.find(({ id }) => id === guarantor.id)?.name ?? '');
  const emergency = related.find(({ isEmergency }) => isEmergency);
  const spoken = languageName(patient.language);
  const words = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');
  return [
    {
      label: checkIn.legalName,
      value: [patient.given, patient.middle, patient.family, patient.suffix]
        .filter((part) => part !== '')
        .join(' '),
    },
    ...(patient.preferredName === '' ? [] : [{ label: checkIn.preferredName, value: patient.preferredName }]),
    {
      label: checkIn.birthDateSex,
      value: words(formats.date(patient.birthDate), visits.sexes[patient.sex].toLowerCase()),
    },
    {
      label: visits.phone,
      value:
        phone === '' ? '' : words(phone, checkIn.phoneKinds[patient.phoneKind], texts[patient.textConsent]),
    },
    ...(patient.secondPhone === ''
      ? []
      : [{ label: checkIn.secondPhone, value: formatPhone(patient.secondPhone) }]),
    { label: visits.address, value: addressLines(patient).join(', ') },
    { label: visits.email, value: patient.email },
    {
      label: visits.language,
      value: patient.needsInterpreter ? checkIn.interpreter(spoken) : spoken,
    },
    {
      label: checkIn.emergency,
      value: emergency === undefined ? '' : words(emergency.name, formatPhone(emergency.phone)),
    },
    // Who is of age and pays alone is no news.
    ...(payer === null ? [] : [{ label: checkIn.guarantor, value: payer }]),
  ];
}
