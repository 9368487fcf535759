import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Alert, PatientFields } from '../../shared/patients/contract.ts';

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
  },
  (table) => [
    uniqueIndex('patient_mrn').on(table.mrn),
    index('patient_birth_date').on(table.birthDate),
    index('patient_name_key').on(table.nameKey),
    index('patient_phone_digits').on(table.phoneDigits),
    index('patient_postal_code').on(table.postalCode, table.addressLine),
  ],
);

export const patientAlert = sqliteTable(
  'patient_alert',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    kind: text('kind').$type<Alert['kind']>().notNull(),
    text: text('text').notNull(),
  },
  (table) => [index('patient_alert_patient').on(table.patientId)],
);
/** The next MRN, one row. */
export const mrnCounter = sqliteTable('mrn_counter', {
  id: integer('id').primaryKey(),
  last: integer('last').notNull(),
});
