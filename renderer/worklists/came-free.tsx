import type { OutputOf } from '../../shared/api/index.ts';
import { useDeskQuery } from '../data/queries.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';

interface CameFreeProps {
  readonly frame: OutputOf<'practice.frame'>;
  readonly hidesNames: boolean;
  readonly onShow: () => void;
}

/** Says at once that a time came free for which somebody waits, and who is to be asked first. */
export function CameFree({ frame, hidesNames, onShow }: CameFreeProps) {
  const { calendar, visits } = useStrings();
  const formats = useFormats();
  const slot = useDeskQuery('worklists.freed', {}).data?.slots[0];
  const first = slot?.matches[0];
  if (slot === undefined || first === undefined) return null;
  const provider =
    frame.providers.find(({ id }) => id === slot.providerId)?.displayName ?? visits.anyProvider;
  const what = `${formats.dayLong(slot.day)}, ${formats.time(slot.starts, frame.zone)}, ${provider}`;
  const who = hidesNames ? calendar.hiddenName : naturalName(first.line.patient);
  return (
    <Notice tone="info">
      <span className="came-free tabular">
        {calendar.cameFree(what, who, slot.matches.length - 1)}
        <Button small shortcut="l" onClick={onShow}>
          {calendar.lists}
        </Button>
      </span>
    </Notice>
  );
}
