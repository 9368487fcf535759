import { useEffect, useRef } from 'react';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { type Licence, readLicence } from '../../shared/patients/aamva.ts';
import type { Duplicate } from '../../shared/patients/contract.ts';
import { ApiFailure, ask } from '../data/bridge.ts';
import { useDesk } from '../data/desk-store.ts';
import { useFrame, useMay } from '../data/session.ts';
import { currentStrings } from '../strings/use-strings.ts';
import { showToast } from '../ui/toast.tsx';
import { whenScanned } from './listen.ts';
import { registerFromLicence } from './register-scan.ts';
import { forgetCard, openChoice, openDifferences, useScan } from './scan-store.ts';

/**
 * Takes every scan made while somebody is signed in: finds the patient, or begins to register them. `onScan` makes room for
 * that: what lies over the screen only to look something up goes.
 */
export function ScanHost({ onScan }: { readonly onScan: () => void }) {
  const today = useFrame().data?.day;
  const mayFind = useMay('patients.read');
  const mayWrite = useMay('patients.write');
  const latest = useRef<(text: string) => void>(() => undefined);
  const early = useRef<string | null>(null);
  useEffect(() => {
    latest.current = (text) => {
      if (!mayFind) return;
      onScan();
      // Whether a card is still valid is read on the practice's day; a scan before that is known waits for it.
      if (today === undefined) early.current = text;
      else void takeScan(text, today, mayWrite);
    };
    if (today === undefined || early.current === null) return;
    const text = early.current;
    early.current = null;
    latest.current(text);
  });
  useEffect(() => {
    const stop = whenScanned((text) => latest.current(text));
    return () => {
      stop();
      // Who locks leaves no card behind for the next person.
      forgetCard();
    };
  }, []);
  return null;
}

/** What to do with the text of a bar code. It goes no further than this: only what the desk keeps of it does. */
export async function takeScan(text: string, today: PlainDate, mayWrite: boolean): Promise<void> {
  const reading = readLicence(text, today);
  const { scan } = currentStrings();
  if (!reading.ok) {
    showToast(scan.problems[reading.problem]);
    return;
  }
  const { licence } = reading;
  const { staffId, place } = useDesk.getState();
  const found = await namesakesOf(licence).catch((error: unknown) => {
    showToast(error instanceof ApiFailure ? error.message : currentStrings().common.somethingWrong);
    return undefined;
  });
  // Somebody may have locked, and somebody else signed in, while the engine was looking.
  if (found === undefined || useDesk.getState().staffId !== staffId) return;
  useScan.setState({ licence, candidates: found, taken: [], from: place.room });
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) openDifferences(only.id);
  else if (only !== undefined) openChoice();
  else if (mayWrite) showToast(scan.filled, registerFromLicence(licence));
  else openChoice();
}

/** People here with this birth date and this name, or one like it. */
async function namesakesOf(licence: Licence): Promise<readonly Duplicate[]> {
  const { duplicates } = await ask('patients.likelyDuplicates', {
    family: licence.family,
    given: licence.given,
    birthDate: licence.birthDate,
    phone: '',
    addressLine: licence.addressLine,
    postalCode: licence.postalCode,
    excluding: null,
  });
  return duplicates.filter(
    ({ reasons }) =>
      reasons.includes('same-birth-date') &&
      (reasons.includes('same-name') || reasons.includes('similar-name')),
  );
}
