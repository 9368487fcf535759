import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { AlertKind, Patient, PatientFields, Relationship } from '../../shared/patients/contract.ts';

export const patient = sqliteTable(
  'patient',
  {
    id: text('id').primaryKey(),
    mrn: text('mrn').notNull(),
    family: text('family').notNull(),
    given: text('given').notNull(),
    middle: text('middle').notNull(),
    suffix: text('suffix').notNull(),
    preferredName: text('preferred_name').notNull(),
    birthDate: text('birth_date').$type<PlainDate>().notNull(),
    sex: text('sex').$type<PatientFields['sex']>().notNull(),
    phone: text('phone').notNull(),
    email: text('email').notNull(),
    addressLine: text('address_line').notNull(),
    city: text('city').notNull(),
    state: text('state').notNull(),
    postalCode: text('postal_code').notNull(),
    language: text('language').notNull(),
    needsInterpreter: integer('needs_interpreter', { mode: 'boolean' }).notNull(),
    provisional: integer('provisional', { mode: 'boolean' }).notNull(),
    active: integer('active', { mode: 'boolean' }).notNull(),
    /** Folded `family|given` for namesakes and duplicates; kept by the patients room. */
    nameKey: text('name_key').notNull(),
    /** Digits of the phone number without country code. */
    phoneDigits: text('phone_digits').notNull(),
    /** Grows by one with every edit, for the edit that comes too late. */
    version: integer('version').notNull(),
    demographicsConfirmedAt: integer('demographics_confirmed_at'),
    demographicsConfirmedBy: text('demographics_confirmed_by'),
    createdAt: integer('created_at').notNull(),
    /** The first number as E.164, empty where it is none that can be called as written. */
    phoneE164: text('phone_e164').notNull().default(''),
    secondPhone: text('second_phone').notNull().default(''),
    phoneKind: text('phone_kind').$type<Patient['phoneKind']>().notNull().default(''),
    textConsent: text('text_consent').$type<Patient['textConsent']>().notNull().default('unknown'),
    deceasedOn: text('deceased_on').$type<PlainDate>(),
    /** Opened only with a reason, which is kept. */
    restricted: integer('restricted', { mode: 'boolean' }).notNull().default(false),
    /** The record that this one, a duplicate, was merged into; always one that is in use. */
    mergedIntoId: text('merged_into_id'),
    photoId: text('photo_id'),
  },
  (table) => [
    index('patient_mrn').on(table.mrn),
    index('patient_birth_date').on(table.birthDate),
    index('patient_name_key').on(table.nameKey),
    index('patient_phone_digits').on(table.phoneDigits),
    index('patient_postal_code').on(table.postalCode, table.addressLine),
    index('patient_merged_into').on(table.mergedIntoId),
  ],
);

/** What everybody at the desk must know before they act: an allergy at the desk, a danger, a note. */
export const patientAlert = sqliteTable(
  'patient_alert',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    kind: text('kind').$type<AlertKind>().notNull(),
    text: text('text').notNull(),
    active: integer('active', { mode: 'boolean' }).notNull().default(true),
    /** Null and empty for what was there before the desk kept it. */
    createdAt: integer('created_at'),
    createdBy: text('created_by').notNull().default(''),
  },
  (table) => [index('patient_alert_patient').on(table.patientId)],
);

/** What the desk writes down about a patient for the next colleague. */
export const patientNote = sqliteTable(
  'patient_note',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    text: text('text').notNull(),
    active: integer('active', { mode: 'boolean' }).notNull().default(true),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [index('patient_note_patient').on(table.patientId)],
);

/** Somebody who belongs to a patient: pays, decides, is called in an emergency. May be a patient here, too. */
export const relatedPerson = sqliteTable(
  'related_person',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    /** Their own record when they are a patient here. */
    relatedPatientId: text('related_patient_id').references(() => patient.id),
    name: text('name').notNull(),
    relationship: text('relationship').$type<Relationship>().notNull(),
    phone: text('phone').notNull(),
    email: text('email').notNull(),
    /** One text; empty when they live with the patient or nobody asked. */
    address: text('address').notNull(),
    /** BCP 47. */
    language: text('language').notNull(),
    needsInterpreter: integer('needs_interpreter', { mode: 'boolean' }).notNull(),
    /** Pays what the patient owes. */
    isGuarantor: integer('is_guarantor', { mode: 'boolean' }).notNull(),
    /** May decide and sign for the patient. */
    isProxy: integer('is_proxy', { mode: 'boolean' }).notNull(),
    isEmergency: integer('is_emergency', { mode: 'boolean' }).notNull(),
    active: integer('active', { mode: 'boolean' }).notNull().default(true),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (table) => [
    index('related_person_patient').on(table.patientId),
    index('related_person_related').on(table.relatedPatientId),
  ],
);

/** Who opened a restricted record, and why; one row for each time the reason was asked. */
export const restrictedOpening = sqliteTable(
  'restricted_opening',
  {
    /** The operation that opened it, which the audit names, too. */
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    staffId: text('staff_id').notNull(),
    reason: text('reason').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('restricted_opening_patient').on(table.patientId)],
);

/** The next MRN, one row. */
export const mrnCounter = sqliteTable('mrn_counter', {
  id: integer('id').primaryKey(),
  last: integer('last').notNull(),
});

/** Every word a patient was ever found under, by how it sounds; what nobody is called any more answers nothing. */
export const patientSearchSound = sqliteTable(
  'patient_search_sound',
  { sound: text('sound').notNull(), word: text('word').notNull() },
  (table) => [primaryKey({ columns: [table.sound, table.word] })],
);

/** How the search index of this file was made, one row; another program version makes it anew. */
export const patientSearchVersion = sqliteTable('patient_search_version', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull(),
});
