import type { CompanionMapping, RecordMapping } from '../record-mapping.ts';
import { alertMapping } from './alert.ts';
import { appointmentTypeMapping } from './appointment-type.ts';
import { authorizationMapping } from './authorization.ts';
import { blockMapping } from './block.ts';
import { callMapping } from './call.ts';
import { consentSignatureMapping } from './consent-signature.ts';
import { consentTextMapping } from './consent-text.ts';
import { coverageMapping } from './coverage.ts';
import { deskMapping } from './desk.ts';
import { eligibilityMapping } from './eligibility.ts';
import { noteMapping } from './note.ts';
import { patientMapping } from './patient.ts';
import { pictureMapping } from './picture.ts';
import { policyMapping } from './policy.ts';
import { practiceMapping } from './practice.ts';
import { preferenceMapping } from './preference.ts';
import { priceMapping } from './price.ts';
import { providerMapping } from './provider.ts';
import { providerRole } from './provider-role.ts';
import { recallMapping } from './recall.ts';
import { relatedPersonMapping } from './related-person.ts';
import { roomMapping } from './room.ts';
import { staffMapping } from './staff.ts';
import { taskMapping } from './task.ts';
import { tenderMapping } from './tender.ts';
import { visitMapping } from './visit.ts';
import { visitEncounter } from './visit-encounter.ts';
import { waitingMapping } from './waiting.ts';
import { workWeekMapping } from './work-week.ts';

/** How every kind of record travels, by what the change log calls it. */
export const RECORD_MAPPINGS = [
  practiceMapping,
  policyMapping,
  deskMapping,
  staffMapping,
  preferenceMapping,
  providerMapping,
  roomMapping,
  appointmentTypeMapping,
  priceMapping,
  workWeekMapping,
  blockMapping,
  patientMapping,
  relatedPersonMapping,
  alertMapping,
  noteMapping,
  coverageMapping,
  eligibilityMapping,
  authorizationMapping,
  consentTextMapping,
  consentSignatureMapping,
  pictureMapping,
  visitMapping,
  waitingMapping,
  recallMapping,
  callMapping,
  taskMapping,
  tenderMapping,
] as unknown as readonly RecordMapping<never>[];

/** What is told beside some of them. */
export const COMPANION_MAPPINGS = [
  visitEncounter,
  providerRole,
] as unknown as readonly CompanionMapping<never>[];
