import type { Database } from 'better-sqlite3';
import type { ConsentStanding } from '../../shared/consents/contract.ts';
import {
  type Answer,
  type Asked,
  CONSENT_KINDS,
  type ConsentKind,
  consentStandings,
  dueConsents,
  type TextInForce,
} from '../../shared/consents/rules.ts';
import type { PatientId, SignatureId, VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';

interface TitledText extends TextInForce {
  readonly kind: ConsentKind;
  readonly titles: { readonly en: string; readonly es: string };
}

type StoredAnswer = Answer & { readonly id: SignatureId; readonly patientId: PatientId };

const ANSWER_COLUMNS = `s.id, s.patient_id AS patientId, t.series_id AS seriesId, t.version, s.outcome, s.status, s.relation, s.day,
  s.visit_id AS visitId, s.signed_at AS signedAt`;

/** Where a patient stands with every text in force, in the order in which they are asked. */
export function standingsOf(db: Database, patientId: PatientId, asked: Asked): ConsentStanding[] {
  const answers = prepared(
    db,
    `SELECT ${ANSWER_COLUMNS} FROM consent_signature s JOIN consent_text t ON t.id = s.text_id
     WHERE s.patient_id = ? AND s.status <> 'entered-in-error' ORDER BY s.signed_at, s.id`,
  ).all(patientId) as StoredAnswer[];
  return consentStandings(textsInForce(db), answers, asked).map(
    ({ text, state, isDue, validUntil, last }) => ({
      ...text,
      state,
      isDue,
      validUntil,
      signatureId: last?.id ?? null,
      signedOn: last?.day ?? null,
    }),
  );
}

/** The visits of a day whose patients still have to be asked to sign something that the practice requires. */
export function visitsWithFormsDue(db: Database, day: PlainDate): ReadonlySet<VisitId> {
  const texts = textsInForce(db).filter(({ required }) => required);
  if (texts.length === 0) return new Set();
  const visits = prepared(
    db,
    'SELECT v.id AS visitId, v.patient_id AS patientId, p.birth_date AS birthDate FROM visit v JOIN patient p ON p.id = v.patient_id WHERE v.day = ?',
  ).all(day) as { visitId: VisitId; patientId: PatientId; birthDate: PlainDate }[];
  const answers = Map.groupBy(
    prepared(
      db,
      `SELECT ${ANSWER_COLUMNS} FROM (SELECT DISTINCT patient_id FROM visit WHERE day = ?) comers
       JOIN consent_signature s ON s.patient_id = comers.patient_id JOIN consent_text t ON t.id = s.text_id
       WHERE s.status <> 'entered-in-error' ORDER BY s.signed_at, s.id`,
    ).all(day) as StoredAnswer[],
    ({ patientId }) => patientId,
  );
  return new Set(
    visits
      .filter(
        ({ visitId, patientId, birthDate }) =>
          dueConsents(texts, answers.get(patientId) ?? [], { day, visitId, birthDate }).length > 0,
      )
      .map(({ visitId }) => visitId),
  );
}

/** True when a patient has to be asked at this visit to sign something that the practice requires. */
export function hasFormsDue(db: Database, patientId: PatientId, asked: Asked): boolean {
  return standingsOf(db, patientId, asked).some(({ isDue, required }) => isDue && required);
}

/** The texts in force, without their words. */
function textsInForce(db: Database): TitledText[] {
  const rows = prepared(
    db,
    `SELECT series_id AS seriesId, kind, version, renewal, required, max(CASE language WHEN 'en' THEN title END) AS en,
            max(CASE language WHEN 'es' THEN title END) AS es
     FROM consent_text WHERE retired_at IS NULL GROUP BY series_id, version`,
  ).all() as (Omit<TitledText, 'titles'> & { en: string | null; es: string | null })[];
  return rows
    .map(({ en, es, required, ...row }) => ({
      ...row,
      required: Boolean(required),
      titles: { en: en ?? es ?? '', es: es ?? en ?? '' },
    }))
    .sort((one, other) => CONSENT_KINDS.indexOf(one.kind) - CONSENT_KINDS.indexOf(other.kind));
}
