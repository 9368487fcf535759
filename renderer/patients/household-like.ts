import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Patient } from '../../shared/patients/contract.ts';
import { isMinor, type RelatedFields } from '../../shared/patients/relations.ts';
import { openRegister, useDesk } from '../data/desk-store.ts';
import {
  draftOfHousehold,
  type Payer,
  REGISTER_DRAFT,
  REGISTER_ORIGIN,
  TYPED,
} from '../scan/register-scan.ts';
import { draftOf } from './patient-form.ts';
import { naturalName } from './patient-text.ts';
import { EMPTY_RELATED } from './related-draft.ts';

/** Opens the form for a new patient filled with what the household shares; what stood half typed in it is given up. */
export function registerAnotherOf(patient: Patient, today: PlainDate): void {
  const { keepDraft } = useDesk.getState();
  const payer: Payer = { patientId: patient.id, name: naturalName(patient) };
  keepDraft(REGISTER_DRAFT, draftOfHousehold(draftOf(patient)));
  keepDraft(REGISTER_ORIGIN, {
    ...TYPED,
    household: payer.name,
    payer: isMinor(patient.birthDate, today) ? null : payer,
  });
  openRegister();
}

/** The adult of the household as a child's parent who pays; the desk corrects it where it is somebody else. */
export function payerFields({ patientId, name }: Payer): RelatedFields {
  return {
    ...EMPTY_RELATED,
    relatedPatientId: patientId,
    name,
    relationship: 'parent',
    isGuarantor: true,
    isEmergency: true,
  };
}
