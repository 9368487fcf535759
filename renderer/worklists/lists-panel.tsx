import './worklists.css';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { LISTS, type ListName } from '../calendar/calendar-view.ts';
import { AllStranded } from '../calendar/stranded-list.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Panel } from '../ui/panel.tsx';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { ClashList } from './clash-list.tsx';
import { RecallList } from './recall-list.tsx';
import { ConfirmList, MissedList } from './visit-call-lists.tsx';
import { WaitList } from './wait-list.tsx';

interface ListsPanelProps {
  readonly list: ListName;
  readonly frame: OutputOf<'practice.frame'>;
  readonly onList: (list: ListName) => void;
  readonly onClose: () => void;
}

/** What the desk works through beside its calendar, one list at a time; Page Up and Page Down change lists. */
export function ListsPanel({ list, frame, onList, onClose }: ListsPanelProps) {
  const { worklists } = useStrings();
  const panel = useRef<HTMLElement>(null);
  useLayoutEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const lists: Readonly<Record<ListName, () => ReactNode>> = {
    waiting: () => <WaitList frame={frame} />,
    confirm: () => <ConfirmList frame={frame} />,
    missed: () => <MissedList frame={frame} />,
    recalls: () => <RecallList frame={frame} />,
    clashes: () => <ClashList frame={frame} />,
    stranded: () => <AllStranded otherwise={worklists.noneStranded} />,
  };
  return (
    <Panel title={worklists.title} onClose={onClose} panelRef={panel}>
      <div className="list-choice">
        <SegmentedChoice
          label={worklists.choose}
          value={list}
          options={LISTS.map((name) => ({ value: name, label: worklists.lists[name] }))}
          onChange={onList}
        />
      </div>
      <div className="list-part">{lists[list]()}</div>
    </Panel>
  );
}
