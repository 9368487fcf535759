import type { Database } from 'better-sqlite3';
import type { PatientId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { clinicDay, daysBetween, type Instant, type PlainDate } from '../../shared/kernel/time.ts';
import type { Alert, PatientSummary } from '../../shared/patients/contract.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { missingBeforeVisit } from '../../shared/visits/missing.ts';
import type { VisitStatus } from '../../shared/visits/state-machine.ts';
import { hasFormsDue, visitsWithFormsDue } from '../consents/standings.ts';
import { prepared } from '../engine/statements.ts';
import { PATIENT_SUMMARY_COLUMNS, patientSummary } from '../patients/patients.ts';
import { openBalanceSql } from './read-views.ts';

interface BoardSqlRow extends Omit<PatientSummary, 'id' | 'provisional' | 'restricted'> {
  readonly id: VisitId;
  readonly patientId: PatientId;
  readonly provisional: number;
  readonly restricted: number;
  readonly language: string;
  readonly needsInterpreter: number;
  readonly nameKey: string;
  readonly demographicsConfirmedAt: number | null;
  readonly visitConfirmedAt: number | null;
  readonly status: VisitStatus;
  readonly statusSince: Instant;
  readonly scheduledAt: Instant | null;
  readonly lateMinutes: number | null;
  readonly minutes: number;
  readonly arrivedAt: Instant | null;
  readonly walkIn: number;
  readonly reason: string;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly typeName: string;
  readonly coverageChoice: string | null;
  readonly copayOutcome: string | null;
  readonly noCopayReason: string | null;
  readonly activeCoverageId: string | null;
  readonly copayOnCard: number | null;
  readonly copayTold: number | null;
  readonly hasAuthorization: number;
  readonly formsLaterReason: string | null;
  readonly paidCopay: number;
  readonly paidBalance: number;
  readonly prepaid: number;
  readonly fromPrepaid: number;
  readonly openBalance: number;
}

/** Who is billed first on the day of the visit; a policy for an accident is never found, only chosen. */
const FIRST_IN_FORCE = `SELECT id FROM coverage WHERE patient_id = v.patient_id AND status = 'active' AND kind NOT IN ('auto', 'work-injury')
    AND (starts_on IS NULL OR starts_on <= v.day) AND (ends_on IS NULL OR ends_on >= v.day) ORDER BY priority, id LIMIT 1`;

/** Whether a referral or an authorization holds on the day of the visit, with a unit left. */
const HOLDS_AUTHORIZATION = `EXISTS (SELECT 1 FROM authorization z WHERE z.patient_id = v.patient_id AND z.status = 'active'
    AND (z.coverage_id IS NULL OR z.coverage_id = c.id) AND (z.starts_on IS NULL OR z.starts_on <= v.day) AND (z.expires_on IS NULL OR z.expires_on >= v.day)
    AND (z.units_approved IS NULL OR z.units_approved > z.units_used_before
      + (SELECT count(*) FROM visit w WHERE w.authorization_id = z.id AND w.status NOT IN ('cancelled', 'no-show'))))`;

const SELECT_ROWS = `SELECT v.id, ${PATIENT_SUMMARY_COLUMNS}, v.demographics_confirmed_at AS visitConfirmedAt,
    v.status, v.status_since AS statusSince, v.scheduled_at AS scheduledAt, v.late_minutes AS lateMinutes, v.minutes, v.arrived_at AS arrivedAt, v.walk_in AS walkIn, v.reason,
    v.provider_id AS providerId, v.room_id AS roomId, t.name AS typeName, v.coverage_choice AS coverageChoice, v.copay_outcome AS copayOutcome, v.no_copay_reason AS noCopayReason,
    v.forms_later_reason AS formsLaterReason, c.id AS activeCoverageId, c.copay_cents AS copayOnCard, v.copay_cents AS copayTold,
    CASE WHEN c.needs_authorization = 1 THEN ${HOLDS_AUTHORIZATION} ELSE 1 END AS hasAuthorization,
    (SELECT coalesce(sum(amount_cents), 0) FROM tender WHERE visit_id = v.id AND purpose = 'copay') AS paidCopay,
    (SELECT coalesce(sum(amount_cents), 0) FROM tender WHERE visit_id = v.id AND purpose = 'balance') AS paidBalance,
    (SELECT coalesce(sum(amount_cents), 0) FROM tender WHERE visit_id = v.id AND purpose = 'prepayment') AS prepaid,
    (SELECT coalesce(sum(amount_cents), 0) FROM tender WHERE visit_id = v.id AND kind = 'prepaid') AS fromPrepaid,
    ${openBalanceSql('v.patient_id')} AS openBalance
  FROM visit v
  JOIN patient p ON p.id = v.patient_id
  JOIN appointment_type t ON t.id = v.type_id
  LEFT JOIN coverage c ON c.id = coalesce((SELECT id FROM coverage WHERE id = v.coverage_id AND status <> 'entered-in-error'), (${FIRST_IN_FORCE}))`;

/** Every visit of a day as the board shows it, in the order of their times; walk-ins by when they came. */
export function boardRows(db: Database, day: PlainDate, zone: string): VisitRow[] {
  const rows = prepared(
    db,
    `${SELECT_ROWS} WHERE v.day = ? ORDER BY coalesce(v.scheduled_at, v.arrived_at), v.id`,
  ).all(day) as BoardSqlRow[];
  const alerts = alertsOfDay(db, day);
  const formsDue = visitsWithFormsDue(db, day);
  const namesakes = new Map<string, Set<PatientId>>();
  for (const row of rows.filter((each) => each.status !== 'cancelled')) {
    namesakes.set(row.nameKey, (namesakes.get(row.nameKey) ?? new Set()).add(row.patientId));
  }
  return rows
    .map((each) =>
      // What a restricted record is about is not for everybody who passes the board.
      ({ ...each, reason: each.restricted === 1 ? '' : each.reason }),
    )
    .map((row) =>
      shape(row, day, zone, {
        alerts: row.restricted === 1 ? [] : (alerts.get(row.patientId) ?? []),
        namesakesToday: namesakes.get(row.nameKey)?.size ?? 1,
        formsDue: formsDue.has(row.id),
      }),
    );
}

/** One visit as the board shows it, with its alerts and how many of that day carry the name. */
export function boardRow(
  db: Database,
  visitId: VisitId,
  zone: string,
): { readonly row: VisitRow; readonly day: PlainDate } | undefined {
  const day = prepared(db, 'SELECT day FROM visit WHERE id = ?').pluck().get(visitId) as
    | PlainDate
    | undefined;
  if (day === undefined) return undefined;
  const raw = prepared(db, `${SELECT_ROWS} WHERE v.id = ?`).get(visitId) as BoardSqlRow;
  const alerts = prepared(
    db,
    `SELECT kind, text FROM patient_alert WHERE patient_id = ? AND active = 1 ORDER BY kind = 'note', kind, text`,
  ).all(raw.patientId) as Alert[];
  const namesakesToday = Math.max(1, namesakesOf(db, day, raw.nameKey).length);
  const formsDue = hasFormsDue(db, raw.patientId, { day, visitId, birthDate: raw.birthDate });
  return { row: shape(raw, day, zone, { alerts, namesakesToday, formsDue }), day };
}

/** The different people with this folded name who have a visit on the day, with the time of their first one. */
export function namesakesOf(
  db: Database,
  day: PlainDate,
  nameKey: string,
): (PatientSummary & { scheduledAt: Instant | null })[] {
  const rows = prepared(
    db,
    `SELECT ${PATIENT_SUMMARY_COLUMNS}, min(v.scheduled_at) AS scheduledAt FROM visit v JOIN patient p ON p.id = v.patient_id
     WHERE v.day = ? AND p.name_key = ? AND v.status <> 'cancelled' GROUP BY p.id ORDER BY p.birth_date`,
  ).all(day, nameKey) as (BoardSqlRow & { scheduledAt: Instant | null })[];
  return rows.map((row) => ({ ...summary(row), scheduledAt: row.scheduledAt }));
}

function alertsOfDay(db: Database, day: PlainDate): Map<PatientId, Alert[]> {
  const rows = prepared(
    db,
    `SELECT a.patient_id AS patientId, a.kind, a.text FROM patient_alert a
     WHERE a.active = 1 AND a.patient_id IN (SELECT patient_id FROM visit WHERE day = ?) ORDER BY a.kind = 'note', a.kind, a.text`,
  ).all(day) as (Alert & { patientId: PatientId })[];
  const byPatient = new Map<PatientId, Alert[]>();
  for (const { patientId, kind, text } of rows)
    byPatient.set(patientId, [...(byPatient.get(patientId) ?? []), { kind, text }]);
  return byPatient;
}

function summary(row: BoardSqlRow): PatientSummary {
  return patientSummary({
    ...row,
    id: row.patientId,
    provisional: row.provisional === 1,
    restricted: row.restricted === 1,
  });
}

function shape(
  row: BoardSqlRow,
  day: PlainDate,
  zone: string,
  { alerts, namesakesToday, formsDue }: { alerts: Alert[]; namesakesToday: number; formsDue: boolean },
): VisitRow {
  const took = row.status !== 'cancelled' && row.status !== 'no-show';
  const selfPay = row.coverageChoice === 'self-pay';
  const copay = selfPay || row.copayOutcome === 'none-due' ? 0 : (row.copayTold ?? row.copayOnCard ?? 0);
  // Of a visit that is over, what stayed open is part of the balance; what the practice waived is owed by nobody.
  const isOpen = row.status !== 'checked-out' && row.noCopayReason !== 'waived-by-practice';
  const openCopay = isOpen ? Math.max(0, copay - row.paidCopay) : 0;
  const openBalance = Math.max(0, row.openBalance);
  const confirmedAt = row.visitConfirmedAt ?? row.demographicsConfirmedAt;
  return {
    id: row.id,
    patient: { ...summary(row), needsInterpreter: row.needsInterpreter === 1, language: row.language },
    status: row.status,
    statusSince: row.statusSince,
    scheduledAt: row.scheduledAt,
    lateMinutes: row.lateMinutes,
    minutes: row.minutes,
    arrivedAt: row.arrivedAt,
    walkIn: row.walkIn === 1,
    reason: row.reason,
    providerId: row.providerId,
    roomId: row.roomId,
    typeName: row.typeName,
    alerts,
    namesakesToday,
    missing: [
      ...missingBeforeVisit({
        status: row.status,
        provisional: row.provisional === 1,
        daysSinceConfirmed: confirmedAt === null ? null : daysBetween(clinicDay(confirmedAt, zone), day),
        hasCoverageInForce: row.activeCoverageId !== null,
        isSelfPay: selfPay,
        lacksAuthorization: row.activeCoverageId !== null && row.hasAuthorization === 0,
        formsDue: formsDue && row.formsLaterReason === null,
        copayOpen: openCopay > 0,
        copaySettled: row.copayOutcome !== null,
      }),
    ],
    copayCents: copay as Cents,
    dueCents: (took ? openCopay + openBalance : 0) as Cents,
    // What was paid ahead and used in one visit counts once.
    paidCents: (row.paidCopay + row.paidBalance + Math.max(0, row.prepaid - row.fromPrepaid)) as Cents,
  };
}
