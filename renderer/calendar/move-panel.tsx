import { useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { overrulingOf } from '../../shared/calendar/rules.ts';
import { useDeskQuery } from '../data/queries.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { type CalendarPanel, useCalendarView } from './calendar-view.ts';
import { ConflictList } from './conflict-list.tsx';
import { useMove } from './use-move.ts';

interface MovePanelProps {
  readonly asked: Extract<CalendarPanel, { kind: 'move' }>;
  readonly frame: OutputOf<'practice.frame'>;
  readonly onClose: () => void;
}

/** A place that something stands against: what it is, and why it moves there all the same. */
export function MovePanel({ asked, frame, onClose }: MovePanelProps) {
  const { visit } = asked;
  const { calendar, visits } = useStrings();
  const formats = useFormats();
  const [{ hidesNames, pinned }, change] = useCalendarView();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const { move, failure } = useMove(() => undefined);
  const place = {
    providerId: asked.providerId,
    roomId: asked.roomId,
    starts: asked.starts,
    minutes: asked.minutes,
  };
  const check = useDeskQuery('calendar.check', {
    visitId: visit.id,
    patientId: visit.patientId,
    typeId: visit.typeId,
    ...place,
  });
  const conflicts = check.data?.conflicts ?? [];
  const isImpossible = overrulingOf(conflicts) === 'never';
  const isShort = reason.trim().length < 3;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (isShort || isImpossible) return;
    if (!(await move(visit, place, reason.trim()))) return;
    if (pinned?.id === visit.id) change({ pinned: null });
    onClose();
  };
  useShortcuts('panel', { 'Ctrl+Enter': () => void submit() });
  const provider =
    frame.providers.find(({ id }) => id === asked.providerId)?.displayName ?? visits.anyProvider;
  return (
    <Panel
      title={hidesNames ? calendar.hiddenName : naturalName({ ...visit, middle: '' })}
      subtitle={
        <p className="tabular">{calendar.moveTo(formats.time(asked.starts, frame.zone), provider)}</p>
      }
      onClose={onClose}
      foot={
        <>
          {failure === null ? null : <Notice tone="bad">{failure}</Notice>}
          <Button onClick={onClose} shortcut="Escape">
            {calendar.leaveThere}
          </Button>
          <PanelNext>
            <Button
              look="primary"
              shortcut="Ctrl+Enter"
              onClick={() => void submit()}
              disabled={isImpossible}
            >
              {calendar.moveAnyway}
            </Button>
          </PanelNext>
        </>
      }
    >
      <ConflictList conflicts={conflicts} />
      <TextField
        label={calendar.overrule}
        value={reason}
        onChange={setReason}
        maxLength={200}
        autoFocus
        error={tried && isShort ? calendar.overruleNeeded : undefined}
      />
    </Panel>
  );
}
