import type { PatientId } from '../../shared/kernel/ids.ts';
import { useDesk } from '../data/desk-store.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

/** From the chart to all that is known of a patient's coverage. */
export function CoverageDoor({ patientId }: { readonly patientId: PatientId }) {
  const { checkIn } = useStrings();
  const go = useDesk((state) => state.go);
  const open = (): void => go({ patients: { kind: 'coverage', patientId } });
  useShortcuts('panel', { i: open });
  return (
    <Button small shortcut="i" onClick={open}>
      {checkIn.coverage.open}
    </Button>
  );
}
