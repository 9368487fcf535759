import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  ConsentKind,
  ConsentLanguage,
  ConsentRenewal,
  SignerRelation,
  SigningMethod,
} from '../../shared/consents/rules.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { patient } from '../patients/tables.ts';
import { pictureContent } from '../pictures/tables.ts';
import { visit } from '../visits/tables.ts';

/** One version of a text in one language. Its words never change; only whether it is in force does. */
export const consentText = sqliteTable(
  'consent_text',
  {
    id: text('id').primaryKey(),
    /** What stays the same from version to version and from language to language. */
    seriesId: text('series_id').notNull(),
    kind: text('kind').$type<ConsentKind>().notNull(),
    version: integer('version').notNull(),
    language: text('language').$type<ConsentLanguage>().notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** SHA-256 of the title, an empty line and the body, in hex: what a signature is bound to. */
    sha256: text('sha256').notNull(),
    renewal: text('renewal').$type<ConsentRenewal>().notNull(),
    required: integer('required', { mode: 'boolean' }).notNull(),
    publishedAt: integer('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
    /** Since when it is asked of nobody any more; null while it is in force. */
    retiredAt: integer('retired_at'),
  },
  (table) => [index('consent_text_version').on(table.seriesId, table.version, table.language)],
);

/** Somebody signed one exact text, or was asked and did not. */
export const consentSignature = sqliteTable(
  'consent_signature',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    visitId: text('visit_id').references(() => visit.id),
    textId: text('text_id')
      .notNull()
      .references(() => consentText.id),
    /** The hash of the words that were on the screen; it stands here again so that the row says it alone. */
    textHash: text('text_hash').notNull(),
    outcome: text('outcome').$type<'signed' | 'refused'>().notNull(),
    signerName: text('signer_name').notNull(),
    relation: text('relation').$type<SignerRelation>().notNull(),
    /** Null for a refusal. */
    method: text('method').$type<SigningMethod>(),
    /** Why nobody signed, and what was tried: the documented good-faith effort of 45 CFR 164.520(c)(2)(ii). */
    refusalReason: text('refusal_reason'),
    imageHash: text('image_hash').references(() => pictureContent.hash),
    strokesHash: text('strokes_hash').references(() => pictureContent.hash),
    day: text('day').$type<PlainDate>().notNull(),
    signedAt: integer('signed_at').notNull(),
    witness: text('witness').notNull(),
    status: text('status').$type<'valid' | 'revoked' | 'entered-in-error'>().notNull(),
    revokedAt: integer('revoked_at'),
    revokedBy: text('revoked_by'),
    revokeReason: text('revoke_reason'),
  },
  (table) => [
    index('consent_signature_patient').on(table.patientId, table.signedAt),
    index('consent_signature_text').on(table.textId),
  ],
);
