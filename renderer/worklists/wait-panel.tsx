import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { WaitingLine } from '../../shared/worklists/contract.ts';
import { AheadField } from '../calendar/ahead-field.tsx';
import { type BookingDraft, EMPTY_BOOKING } from '../calendar/booking-draft.ts';
import { DAYPARTS, EMPTY_FIND, type FindDraft, readAhead, type WishDraft } from '../calendar/find-draft.ts';
import { WishFields } from '../calendar/wish-fields.tsx';
import { dayText } from '../coverage/day-text.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useWhenAnswered } from '../data/when-answered.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField, TextField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useUndoableChange } from '../ui/undoable.ts';
import { KnownPatient } from '../visits/walk-in-known.tsx';
import { WalkInSearch } from '../visits/walk-in-search.tsx';
import { wishDraftOf } from './wish-text.ts';

interface WaitPanelProps {
  /** The line that is changed; null for a new one. */
  readonly line: WaitingLine | null;
  readonly frame: OutputOf<'practice.frame'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

interface WaitDraft extends WishDraft {
  readonly from: string;
  readonly until: string;
  readonly isUrgent: boolean;
  readonly note: string;
}

/** Somebody is put on the wait list: who, what would do, and until when. What was searched for last stands there already. */
export function WaitPanel({ line, frame, onDone, onClose }: WaitPanelProps) {
  const { calendar, worklists } = useStrings();
  const [booking, keepBooking] = useDraft<BookingDraft>('calendar/booking', EMPTY_BOOKING);
  const [find] = useDraft<FindDraft>('calendar/find', EMPTY_FIND);
  const [draft, setDraft] = useState<WaitDraft>(() =>
    line === null
      ? { ...find, until: '3m', isUrgent: false, note: booking.reason }
      : {
          ...wishDraftOf(line),
          from: dayText(line.fromDay),
          until: dayText(line.untilDay),
          isUrgent: line.isUrgent,
          note: line.note,
        },
  );
  const [tries, setTries] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const change = (some: Partial<WaitDraft>): void => setDraft((before) => ({ ...before, ...some }));
  const patientId = line?.patient.id ?? booking.patientId;
  const known = useDeskQuery(
    'patients.chart',
    { patientId: patientId ?? '' },
    { enabled: patientId !== null },
  ).data?.patient;
  const saving = useDeskCommand('worklists.saveWaiting');
  const undoing = useDeskCommand('worklists.undo');
  const { act, failure } = useUndoableChange(
    (operationId) => undoing.run({ operationId }),
    worklists.takenBack,
  );
  const typeId = draft.typeId ?? frame.appointmentTypes[0]?.id;
  const fromDay = draft.from.trim() === '' ? frame.day : readAhead(draft.from, frame.day);
  const untilDay = readAhead(draft.until, frame.day);
  const save = async (): Promise<void> => {
    if (patientId === null || typeId === undefined || known === undefined) return;
    setTries((before) => before + 1);
    if (!fromDay || !untilDay) return;
    const wish = {
      typeId,
      providerIds: [...draft.providerIds],
      weekdays: [...draft.weekdays],
      ...DAYPARTS[draft.daypart],
      fromDay,
      untilDay,
      isUrgent: draft.isUrgent,
      note: draft.note,
    };
    const done = await act(worklists.waits(naturalName(known)), (id) =>
      saving.run({ id: line?.id ?? null, patientId, wish }, id),
    );
    if (done) onDone();
  };
  // Pressed before it is there whom it is for: done when they are.
  const pressSave = useWhenAnswered(patientId ?? '', known !== undefined, () => void save());
  useShortcuts('panel', { 'Ctrl+Enter': pressSave });
  return (
    <Panel
      title={worklists.waitTitle}
      onClose={onClose}
      foot={
        patientId === null ? undefined : (
          <>
            {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
            <PanelNext>
              <Button look="primary" shortcut="Ctrl+Enter" onClick={pressSave}>
                {line === null ? worklists.putOn : calendar.note}
              </Button>
            </PanelNext>
          </>
        )
      }
    >
      {patientId === null ? (
        <WalkInSearch
          text={booking.text}
          day={frame.day}
          todayOf={() => undefined}
          onText={(text) => keepBooking((before) => ({ ...before, text }))}
          onKnown={(found) => keepBooking((before) => ({ ...before, who: 'known', patientId: found }))}
          onNew={undefined}
        />
      ) : (
        <form
          ref={form}
          className="wish"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            pressSave();
          }}
        >
          <KnownPatient patient={known} day={frame.day} />
          <WishFields wish={draft} frame={frame} onChange={change} />
          <AheadField
            label={calendar.notBefore}
            text={draft.from}
            today={frame.day}
            onChange={(from) => change({ from })}
            error={tries > 0 && !fromDay ? calendar.aheadWrong : undefined}
          />
          <AheadField
            label={worklists.waitsUntil}
            text={draft.until}
            today={frame.day}
            onChange={(until) => change({ until })}
            error={tries > 0 && !untilDay ? calendar.aheadWrong : undefined}
          />
          <CheckField
            label={worklists.urgent}
            checked={draft.isUrgent}
            onChange={(isUrgent) => change({ isUrgent })}
          />
          <div className="wish__whole">
            <TextField
              label={worklists.waitNote}
              value={draft.note}
              onChange={(note) => change({ note })}
              maxLength={200}
              autoFocus
            />
          </div>
          <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
            {worklists.putOn}
          </button>
        </form>
      )}
    </Panel>
  );
}
