import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import type { Instant, PlainDate } from '../../shared/kernel/time.ts';
import { patientFieldNames } from '../../shared/patients/contract.ts';
import { prepared } from '../engine/statements.ts';

type Change = OutputOf<'patients.history'>['changes'][number];

const MOST_LINES = 300;
/** The records a history tells of, as the desk calls them, and the table that says whose they are. */
const RECORDS = {
  Patient: 'patient',
  RelatedPerson: 'contact',
  Flag: 'alert',
  Communication: 'note',
  Coverage: 'coverage',
} as const;

/** What a reader wants to see; keys, versions and what follows from other fields say nothing to anybody. */
const SHOWN: Readonly<Record<Change['record'], readonly string[]>> = {
  patient: [...patientFieldNames.options, 'demographicsConfirmedBy', 'restricted', 'mergedIntoId'],
  contact: [
    'name',
    'relationship',
    'phone',
    'email',
    'address',
    'language',
    'needsInterpreter',
    'isGuarantor',
    'isProxy',
    'isEmergency',
    'active',
  ],
  alert: ['kind', 'text', 'active'],
  note: ['text', 'active'],
  coverage: [
    'payerName',
    'planName',
    'memberId',
    'groupNumber',
    'status',
    'priority',
    'kind',
    'startsOn',
    'endsOn',
  ],
};

/**
 * Who changed what of a patient and of what belongs to them, newest first; with the history of every record that was
 * merged into this one, from before and after.
 */
export function historyOf(db: Database, patientId: string): Change[] {
  const rows = prepared(
    db,
    `WITH person AS (SELECT id, mrn FROM patient WHERE id = ? OR merged_into_id = ?),
       record AS (
         SELECT 'Patient' AS type, id FROM person
         UNION ALL SELECT 'RelatedPerson', r.id FROM related_person r WHERE r.patient_id = ?
         UNION ALL SELECT 'Flag', a.id FROM patient_alert a WHERE a.patient_id = ?
         UNION ALL SELECT 'Communication', n.id FROM patient_note n WHERE n.patient_id = ?
         UNION ALL SELECT 'Coverage', c.id FROM coverage c WHERE c.patient_id = ?)
     SELECT c.recorded_at AS at, coalesce(m.display_name, '') AS staffName, c.action, c.diff, c.record_type AS type,
       CASE WHEN c.record_type = 'Patient' AND c.local_id <> ? THEN p.mrn ELSE '' END AS mergedMrn
     FROM record JOIN change_log c ON c.record_type = record.type AND c.local_id = record.id
     LEFT JOIN person p ON p.id = c.local_id
     LEFT JOIN staff_member m ON m.id = c.staff_id
     ORDER BY c.sequence DESC LIMIT ${MOST_LINES}`,
  ).all(...Array.from({ length: 7 }, () => patientId)) as {
    at: Instant;
    staffName: string;
    action: string;
    diff: string;
    type: keyof typeof RECORDS;
    mergedMrn: string;
  }[];
  return rows.flatMap(({ at, staffName, action, diff, type, mergedMrn }) => {
    const record = RECORDS[type];
    return Object.entries(JSON.parse(diff) as Record<string, [unknown, unknown]>)
      .filter(([field]) => SHOWN[record].includes(field))
      .map(([field, [before, after]]) => ({
        at,
        staffName,
        record,
        mergedMrn,
        field,
        before: spoken(db, field, before),
        after: spoken(db, field, after),
        created: action === 'create',
      }))
      .filter((change) => change.before !== change.after);
  });
}

function spoken(db: Database, field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (field === 'mergedIntoId')
    return (
      (prepared(db, 'SELECT mrn FROM patient WHERE id = ?').pluck().get(value) as string | undefined) ?? ''
    );
  return String(value as string | number | PlainDate);
}
