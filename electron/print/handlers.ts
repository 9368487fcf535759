import type { Database } from 'better-sqlite3';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { PatientPrintKind, PrintKind } from '../../shared/print/contract.ts';
import { type LabelFacts, labelLines, labelZpl } from '../../shared/print/label.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRow } from '../patients/patients.ts';
import { deskRow } from '../practice/practice-setting.ts';
import { dayOnPaper, patientsOnPaper, subjectOf } from './day-papers.ts';

const OF_VISIT = 'SELECT patient_id FROM visit WHERE id = ?';
const OF_PATIENT = 'SELECT id FROM patient WHERE id = ?';

/** Whose data is on the paper. */
const PATIENT_OF: Readonly<Record<PatientPrintKind, string>> = {
  label: OF_VISIT,
  'routing-slip': OF_VISIT,
  receipt: 'SELECT patient_id FROM tender WHERE id = ?',
  'face-sheet': OF_PATIENT,
  'check-in-form': OF_PATIENT,
  consent: 'SELECT patient_id FROM consent_signature WHERE id = ?',
};

export const printQueries: RoomHandlers<QueryHandlers, 'print.copies' | 'print.labelJob' | 'print.day'> = {
  'print.copies': ({ db }, { kind, subjectId }) => ({ count: printedBefore(db, kind, subjectId) }),

  'print.day': dayOnPaper,

  'print.labelJob': ({ db, deskId, concerns }, { visitId, copies }) => {
    const visit = prepared(
      db,
      `SELECT v.patient_id AS patientId, v.day, coalesce(d.display_name, '') AS providerName
       FROM visit v LEFT JOIN provider d ON d.id = v.provider_id WHERE v.id = ?`,
    ).get(visitId) as { patientId: PatientId; day: PlainDate; providerName: string } | undefined;
    if (!visit)
      throw new Refusal('visits/unknown', 'This visit is not here any more. Look at the board again.');
    concerns(visit.patientId);
    const { labelPrinter } = deskRow(db, deskId);
    if (labelPrinter === '') {
      throw new Refusal(
        'print/no-label-printer',
        'This desk has no label printer yet. Print the label as a page, or have it set up under Settings, This desk.',
      );
    }
    const { family, given, suffix, birthDate, sex, mrn } = patientRow(db, visit.patientId);
    const facts: LabelFacts = { family, given, suffix, birthDate, sex, mrn, ...visit };
    return { patientId: visit.patientId, address: labelPrinter, zpl: labelZpl(labelLines(facts), copies) };
  },
};

export const printCommands: RoomHandlers<CommandHandlers, 'print.note' | 'print.noteDay'> = {
  'print.note': (unit, { kind, subjectId, destination }) => {
    const patientId = prepared(unit.db, PATIENT_OF[kind]).pluck().get(subjectId) as PatientId | undefined;
    if (!patientId)
      throw new Refusal('print/unknown', 'What was printed is not here any more. Look it up again.');
    unit.concerns(patientId);
    addPrintJob(unit, { kind, subjectId, patientId, destination });
    return { count: printedBefore(unit.db, kind, subjectId) };
  },

  'print.noteDay': (unit, { paper, destination }) => {
    const patientIds = patientsOnPaper(unit.db, paper);
    for (const patientId of patientIds) {
      addPrintJob(unit, { kind: paper.kind, subjectId: subjectOf(paper), patientId, destination });
      unit.names(`Patient/${patientId}`);
    }
    return { patients: patientIds.length };
  },
};

interface PrintJob {
  readonly kind: PrintKind;
  readonly subjectId: string;
  readonly patientId: PatientId;
  readonly destination: 'printer' | 'pdf' | 'label-printer';
}

function addPrintJob(unit: UnitOfWork, { kind, subjectId, patientId, destination }: PrintJob): void {
  prepared(
    unit.db,
    `INSERT INTO print_job (id, kind, subject_id, patient_id, destination, desk_id, printed_at, printed_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    unit.newId<string>(),
    kind,
    subjectId,
    patientId,
    destination,
    unit.deskId,
    unit.now,
    unit.actor.displayName,
  );
  unit.touch('prints');
}

function printedBefore(db: Database, kind: PatientPrintKind, subjectId: string): number {
  return prepared(db, 'SELECT count(*) FROM print_job WHERE kind = ? AND subject_id = ?')
    .pluck()
    .get(kind, subjectId) as number;
}
