import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import type { PatientId, ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { DayPaper, PaperVisit } from '../../shared/print/contract.ts';
import { arrangement, refuseUnknown } from '../calendar/facts.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';

type DayOnPaper = OutputOf<'print.day'>;

interface VisitRow extends Omit<PaperVisit, 'needsInterpreter' | 'isNewPatient' | 'walkIn'> {
  readonly needsInterpreter: number;
  readonly isNewPatient: number;
  readonly walkIn: number;
}

/** Of a restricted record just what it takes to see them: whom the paper is handed to is not always whom it is for. */
const VISITS = `SELECT v.id, v.patient_id AS patientId, p.family, p.given, p.suffix, p.birth_date AS birthDate,
    CASE WHEN p.restricted = 1 THEN '' ELSE p.phone END AS phone, p.language, p.needs_interpreter AS needsInterpreter,
    NOT EXISTS (SELECT 1 FROM visit w WHERE w.patient_id = v.patient_id AND w.id <> v.id AND w.status = 'checked-out') AS isNewPatient,
    v.provider_id AS providerId, v.room_id AS roomId, v.type_id AS typeId, t.name AS typeName, t.preparation, v.status,
    coalesce(v.scheduled_at, v.arrived_at) AS starts, v.minutes, v.walk_in AS walkIn,
    CASE WHEN p.restricted = 1 THEN '' ELSE v.reason END AS reason
  FROM visit v JOIN patient p ON p.id = v.patient_id JOIN appointment_type t ON t.id = v.type_id
  WHERE v.day = ?`;
const IN_ORDER = 'ORDER BY coalesce(v.scheduled_at, v.arrived_at), v.id';

/** What the visits of a paper have in common, beside their day. */
function visitsOf(paper: DayPaper): { readonly where: string; readonly values: readonly (string | null)[] } {
  switch (paper.kind) {
    case 'provider-day':
      return { where: 'AND v.provider_id IS ?', values: [paper.providerId] };
    case 'room-sheet':
      return paper.roomId === null
        ? { where: 'AND v.room_id IS NOT NULL', values: [] }
        : { where: 'AND v.room_id = ?', values: [paper.roomId] };
    case 'day-sheet':
      return { where: '', values: [] };
  }
}

/** A day as it goes on paper: visits, hours and what is kept free. Refuses a provider or room that never was. */
export function dayOnPaper({ db, zone }: QueryContext, paper: DayPaper): DayOnPaper {
  refuseUnknown(db, whoseOf(paper), true);
  const { where, values } = visitsOf(paper);
  const rows = prepared(db, `${VISITS} ${where} ${IN_ORDER}`).all(paper.day, ...values) as VisitRow[];
  const arranged = arrangement(db, paper.day, paper.day, zone);
  const providers = paper.kind === 'room-sheet' ? [] : (idsOf(db, 'provider') as ProviderId[]);
  const rooms = paper.kind === 'room-sheet' ? (idsOf(db, 'room') as RoomId[]) : [];
  const open = [
    ...providers.map((providerId) => ({
      providerId,
      roomId: null,
      spans: arranged.openOf(providerId, paper.day),
    })),
    ...rooms.map((roomId) => ({
      providerId: null,
      roomId,
      spans: arranged.roomOpenOf(roomId, paper.day) ?? arranged.usualOn(paper.day),
    })),
  ];
  return {
    visits: rows.map((row) => ({
      ...row,
      needsInterpreter: row.needsInterpreter === 1,
      isNewPatient: row.isNewPatient === 1,
      walkIn: row.walkIn === 1,
    })),
    open: open.filter(({ spans }) => spans !== null) as unknown as DayOnPaper['open'],
    blocks: arranged.blocksOn(paper.day) as unknown as DayOnPaper['blocks'],
  };
}

/** Everybody whose visit is on the paper, each once. */
export function patientsOnPaper(db: Database, paper: DayPaper): readonly PatientId[] {
  refuseUnknown(db, whoseOf(paper), true);
  const { where, values } = visitsOf(paper);
  return prepared(
    db,
    `SELECT DISTINCT v.patient_id FROM visit v WHERE v.day = ? ${where} ORDER BY v.patient_id`,
  )
    .pluck()
    .all(paper.day, ...values) as PatientId[];
}

/** What a print job of a day is about: the provider, the room, else the day itself. */
export function subjectOf(paper: DayPaper): string {
  const { providerId, roomId } = whoseOf(paper);
  return providerId ?? roomId ?? paper.day;
}

function whoseOf(paper: DayPaper): {
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
} {
  return {
    providerId: paper.kind === 'provider-day' ? paper.providerId : null,
    roomId: paper.kind === 'room-sheet' ? paper.roomId : null,
  };
}

function idsOf(db: Database, table: 'provider' | 'room'): string[] {
  return prepared(db, `SELECT id FROM ${table} ORDER BY position`).pluck().all() as string[];
}
