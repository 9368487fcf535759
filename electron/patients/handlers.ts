import type { PatientId } from '../../shared/kernel/ids.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import type { Instant, PlainDate } from '../../shared/kernel/time.ts';
import { type PatientSummary, patientFieldNames } from '../../shared/patients/contract.ts';
import { coveragesOf } from '../coverage/coverage.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { openBalance, recentVisits } from '../visits/read-views.ts';
import { likelyDuplicates } from './duplicates.ts';
import { alertsOf, editPatient, patientOf, patientRow, patientSummary, registerPatient } from './patients.ts';
import { searchPatients } from './search.ts';
import type { patient } from './tables.ts';

export const patientQueries: RoomHandlers<
  QueryHandlers,
  'patients.search' | 'patients.chart' | 'patients.history' | 'patients.likelyDuplicates'
> = {
  'patients.search': ({ db, day }, { text, limit }) => {
    const matches = searchPatients(db, { text, limit, today: day });
    // Cards print member IDs in groups; typed as printed they look like a name and numbers that nobody has.
    const isGroupedCode = matches.length === 0 && /\d/.test(text) && /\S\s+\S/.test(text);
    return {
      matches: isGroupedCode
        ? searchPatients(db, { text: text.replaceAll(/\s+/g, ''), limit, today: day })
        : matches,
    };
  },

  'patients.chart': ({ db, concerns }, { patientId }) => {
    const row = patientRow(db, patientId);
    concerns(patientId);
    return {
      patient: patientOf(row),
      alerts: alertsOf(db, patientId),
      coverages: coveragesOf(db, patientId),
      household: householdOf(db, row),
      balanceCents: openBalance(db, patientId) as Cents,
      visits: recentVisits(db, patientId),
    };
  },

  'patients.history': ({ db, concerns }, { patientId }) => {
    patientRow(db, patientId);
    concerns(patientId);
    const rows = prepared(
      db,
      `SELECT c.recorded_at AS at, m.display_name AS staffName, c.action, c.diff FROM change_log c JOIN staff_member m ON m.id = c.staff_id
       WHERE c.record_type = 'Patient' AND c.local_id = ? ORDER BY c.sequence DESC LIMIT 200`,
    ).all(patientId) as { at: Instant; staffName: string; action: string; diff: string }[];
    return {
      changes: rows.flatMap(({ at, staffName, action, diff }) =>
        Object.entries(JSON.parse(diff) as Record<string, [unknown, unknown]>)
          .filter(([field]) => isShownField(field))
          .map(([field, [before, after]]) => ({
            at,
            staffName,
            field,
            before: spoken(before),
            after: spoken(after),
            created: action === 'create',
          }))
          .filter((change) => change.before !== change.after),
      ),
    };
  },

  'patients.likelyDuplicates': ({ db }, input) => ({ duplicates: likelyDuplicates(db, input) }),
};

export const patientCommands: RoomHandlers<CommandHandlers, 'patients.register' | 'patients.edit'> = {
  'patients.register': (unit, { fields }) => registerPatient(unit, fields, false),
  'patients.edit': (unit, { patientId, version, changes }) => ({
    version: editPatient(unit, patientId, version, changes),
  }),
};

/** People at the same address, without the patient. An empty address makes no household. */
function householdOf(
  db: Parameters<typeof patientRow>[0],
  row: typeof patient.$inferSelect,
): PatientSummary[] {
  if (row.addressLine === '') return [];
  const ids = prepared(
    db,
    'SELECT id FROM patient WHERE postal_code = ? AND address_line = ? AND active = 1 AND id <> ? ORDER BY birth_date LIMIT 12',
  )
    .pluck()
    .all(row.postalCode, row.addressLine, row.id) as PatientId[];
  return ids.map((id) => patientSummary(patientRow(db, id)));
}

function isShownField(field: string): boolean {
  return (
    (patientFieldNames.options as readonly string[]).includes(field) || field === 'demographicsConfirmedBy'
  );
}

function spoken(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value as string | number | PlainDate);
}
