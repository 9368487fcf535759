import type { VisitId } from '../../shared/kernel/ids.ts';
import type { SyncedThing } from '../../shared/sync/desk-contract.ts';
import { goToRoom, openChart, openVisit, useDesk } from '../data/desk-store.ts';

/** Opens the place where a record is changed; null for one that is never changed, such as a payment. A change is sent by itself. */
export function placeToFix({ recordType, localId, patient }: SyncedThing): (() => void) | null {
  if (recordType === 'PaymentNotice' || recordType === 'Consent') return null;
  if (recordType === 'Encounter') return () => openVisit(localId as VisitId);
  if (recordType === 'Task.room') return () => goToRoom('tasks');
  if (patient === null) return () => goToRoom('settings');
  const patientId = patient.id;
  if (recordType === 'Patient')
    return () => useDesk.getState().go({ room: 'patients', patients: { kind: 'edit', patientId } });
  if (recordType.startsWith('Coverage'))
    return () => useDesk.getState().go({ room: 'patients', patients: { kind: 'coverage', patientId } });
  return () => openChart(patientId);
}
