import { ApiFailure } from '../data/bridge.ts';
import { changePreferences, type Preferences } from '../data/preferences.ts';
import { currentStrings } from '../strings/use-strings.ts';
import { showToast } from '../ui/toast.tsx';

/** Changes the look with one click; where it cannot be kept, says so and shows the look of before. */
export function keepPreferences(change: Partial<Preferences>): void {
  changePreferences(change).catch((error: unknown) =>
    showToast(error instanceof ApiFailure ? error.message : currentStrings().common.somethingWrong),
  );
}
