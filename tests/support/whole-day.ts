import { compileTable } from '../../electron/engine/records.ts';
import { readRecord } from '../../electron/engine/unit-of-work.ts';
import type { FieldValues } from '../../electron/fhir/record-mapping.ts';
import { syncedKinds } from '../../electron/sync/mapped.ts';
import { cents } from '../../shared/kernel/money.ts';
import { proveLists } from './list-topics.ts';
import { addExpectedPatient, deskOf, providerId, type TestPractice } from './practice.ts';
import { type Prove, provePracticeAndStaff } from './practice-topics.ts';

const simply: Prove = (_name, work) => work();

/** What of each record travels, by `Type/id`. */
export function travelling({ db }: TestPractice): ReadonlyMap<string, FieldValues> {
  return new Map(
    syncedKinds().flatMap(({ kind, mapping }) => {
      const { name } = compileTable(kind.table);
      const ids = db.prepare(`SELECT id FROM "${name}"`).pluck().all() as string[];
      return ids.map((id) => {
        const row = readRecord(db, kind, id) as FieldValues;
        const fields = Object.keys(mapping.fields.shape).map((field) => [field, row[field] ?? null] as const);
        return [`${kind.type}/${id}`, Object.fromEntries(fields)] as const;
      });
    }),
  );
}

/** A day on which every list, setting and drawer is used. */
export async function aDay(practice: TestPractice): Promise<void> {
  await provePracticeAndStaff(simply, practice);
  await proveLists(simply, practice);
  const desk = deskOf(practice.engine);
  await desk.signIn('lead');
  const { patientId } = addExpectedPatient(practice.db, 9, { family: 'Lindqvist', given: 'Nils' });
  const who = { known: true, patientId } as const;
  const { visitId } = await desk.tell('visits.walkIn', {
    who,
    reason: 'cut finger',
    providerId,
    again: true,
  });
  const payment = { tender: 'cash', amountCents: cents(2_501), reference: '', purpose: 'copay' } as const;
  const { tenderId } = await desk.tell('cash.takePayment', { visitId, payment });
  await desk.tell('cash.voidTender', { tenderId, reason: 'wrong amount' });
}
