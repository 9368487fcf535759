import { useLayoutEffect, useRef, useState } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { DayPaper } from '../../shared/print/contract.ts';
import { useMay } from '../data/session.ts';
import { openPrint } from '../print/open-print.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { SelectField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { CalendarFile } from './calendar-file.tsx';

const KINDS = ['provider-day', 'room-sheet', 'day-sheet'] as const satisfies readonly DayPaper['kind'][];

interface PaperPanelProps {
  readonly frame: OutputOf<'practice.frame'>;
  /** The day on the screen. */
  readonly day: PlainDate;
  /** Whom the keyboard stood on; null is the first of the list. */
  readonly providerId: ProviderId | null;
  readonly onClose: () => void;
}

/** What of the day goes on paper, and for whom. */
export function PaperPanel({ frame, day, providerId, onClose }: PaperPanelProps) {
  const { paper, pages, calendar } = useStrings();
  const formats = useFormats();
  const mayExport = useMay('practice.export');
  const panel = useRef<HTMLElement>(null);
  // Its digits act at once, and Tab goes on into it.
  useLayoutEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const [kind, setKind] = useState<DayPaper['kind']>('provider-day');
  const [provider, setProvider] = useState<ProviderId | null>(
    providerId ?? frame.providers.find(({ active }) => active)?.id ?? null,
  );
  const [room, setRoom] = useState<RoomId | null>(null);
  const show = (): void => openPrint(paperOf(kind, day, provider, room));
  useShortcuts('panel', { 'Ctrl+Enter': show });
  return (
    <Panel
      title={paper.title}
      subtitle={<p>{formats.dayLong(day)}</p>}
      onClose={onClose}
      panelRef={panel}
      foot={
        <PanelNext>
          <Button look="primary" shortcut="Ctrl+Enter" onClick={show}>
            {paper.show}
          </Button>
        </PanelNext>
      }
    >
      <div className="walk-in">
        <SegmentedChoice
          label={paper.what}
          value={kind}
          options={KINDS.map((value) => ({ value, label: pages.kinds[value] }))}
          onChange={setKind}
          digits
        />
        {kind === 'provider-day' ? (
          <SelectField
            label={paper.provider}
            value={provider ?? ''}
            options={[
              ...frame.providers
                .filter(({ id, active }) => active || id === provider)
                .map(({ id, displayName }) => ({ value: id as string, label: displayName })),
              { value: '', label: calendar.nobody },
            ]}
            onChange={(chosen) => setProvider(chosen === '' ? null : (chosen as ProviderId))}
          />
        ) : null}
        {kind === 'room-sheet' ? (
          <SelectField
            label={paper.room}
            value={room ?? ''}
            options={[
              { value: '', label: paper.allRooms },
              ...frame.rooms
                .filter(({ active }) => active)
                .map(({ id, name }) => ({ value: id as string, label: name })),
            ]}
            onChange={(chosen) => setRoom(chosen === '' ? null : (chosen as RoomId))}
          />
        ) : null}
      </div>
      {mayExport && kind === 'provider-day' && provider !== null ? (
        <CalendarFile key={day} providerId={provider} day={day} />
      ) : null}
    </Panel>
  );
}

function paperOf(
  kind: DayPaper['kind'],
  day: PlainDate,
  providerId: ProviderId | null,
  roomId: RoomId | null,
): DayPaper {
  switch (kind) {
    case 'provider-day':
      return { kind, day, providerId };
    case 'room-sheet':
      return { kind, day, roomId };
    case 'day-sheet':
      return { kind, day };
  }
}
