import { create } from 'zustand';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { Licence } from '../../shared/patients/aamva.ts';
import type { Duplicate } from '../../shared/patients/contract.ts';
import { closePatientsPanel, openChart, type RoomName, useDesk } from '../data/desk-store.ts';

interface ScanState {
  /** The card in hand, until the work with it is done. Memory only, and never the bar code itself. */
  readonly licence: Licence | null;
  /** People here with the name and the birth date of the card. */
  readonly candidates: readonly Duplicate[];
  /** Fields that were taken over from the card in the panel of differences. */
  readonly taken: readonly string[];
  /** Where the scan was made, to go back there. */
  readonly from: RoomName;
}

const NOTHING: ScanState = { licence: null, candidates: [], taken: [], from: 'patients' };

export const useScan = create<ScanState>()(() => NOTHING);

/** Shows what differs between the card in hand and a chart. */
export function openDifferences(patientId: PatientId): void {
  useDesk.getState().go({ room: 'patients', patients: { kind: 'licence', patientId } });
}

/** Shows the people who may be meant. */
export function openChoice(): void {
  useDesk.getState().go({ room: 'patients', patients: { kind: 'licence', patientId: null } });
}

/** Puts the card away, and goes back to where it was scanned. */
export function putCardAway(patientId: PatientId | null): void {
  const { from } = useScan.getState();
  useScan.setState(NOTHING);
  if (patientId === null) closePatientsPanel();
  else openChart(patientId);
  useDesk.getState().go({ room: from });
}

/** Forgets the card without going anywhere. */
export function forgetCard(): void {
  useScan.setState(NOTHING);
}
