import type { PatientId } from '../../shared/kernel/ids.ts';
import { ApiFailure, tell } from '../data/bridge.ts';
import { openChart } from '../data/desk-store.ts';
import { currentStrings } from '../strings/use-strings.ts';
import { showToast } from '../ui/toast.tsx';

/** Takes a merge back from its notice, wherever in the desk somebody is by then; says how it went. */
export async function takeApart(duplicateId: PatientId): Promise<void> {
  const { people, common } = currentStrings();
  try {
    const { kept, survivorId } = await tell('patients.unmerge', { duplicateId });
    showToast(people.unmerged(kept));
    openChart(survivorId);
  } catch (error) {
    showToast(error instanceof ApiFailure ? error.message : common.somethingWrong);
  }
}
