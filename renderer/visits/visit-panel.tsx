import { type RefObject, useLayoutEffect } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { TenderId, VisitId } from '../../shared/kernel/ids.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { movesFrom } from '../../shared/visits/state-machine.ts';
import { openNewTask } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { initialsOf, naturalName } from '../patients/patient-text.ts';
import { isRestricted, RestrictedPrompt } from '../patients/restricted-prompt.tsx';
import { PatientPhoto } from '../pictures/patient-photo.tsx';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { Panel } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { useTypedAhead } from '../ui/use-typed-ahead.ts';
import { ArrivalPart } from './arrival-part.tsx';
import type { VisitPanel as VisitPanelData } from './check-in-draft.ts';
import { PanelFlags, PanelSubtitle } from './panel-head.tsx';
import { StayPart } from './stay-part.tsx';
import type { VisitActions } from './visit-actions.ts';

export type Frame = OutputOf<'practice.frame'>;
/** What the panel does beside its usual work. */
export type PanelMode = 'room' | 'cancel' | 'check-out' | null;

export interface PartProps {
  readonly panel: VisitPanelData;
  readonly frame: Frame;
  readonly rows: readonly VisitRow[];
  readonly mode: PanelMode;
  readonly onMode: (mode: PanelMode) => void;
  readonly actions: VisitActions;
  readonly onPrint: (tenderId: TenderId) => void;
  /** Title, marks and the way out, the same for every part. */
  readonly head: Omit<Parameters<typeof Panel>[0], 'children' | 'foot'> & {
    readonly panelRef: RefObject<HTMLElement | null>;
  };
}

/** The keys of the steps, of the tiles and numbers in them, and of the panel's own next step. */
const TYPED_AHEAD = [...'ivdecgusp', ...'0123456789', 'Ctrl+Enter', 'Ctrl+P'];

interface VisitPanelProps extends Omit<PartProps, 'panel' | 'head'> {
  readonly visitId: VisitId;
  readonly now: number;
  readonly onClose: () => void;
  readonly panelRef: RefObject<HTMLElement | null>;
}

/** One visit beside the board: check-in before the clinician, moves and check-out after. */
export function VisitPanel({ visitId, now, onClose, panelRef, ...rest }: VisitPanelProps) {
  const query = useDeskQuery('visits.panel', { visitId });
  const { frame, rows, mode, onMode } = rest;
  const row = query.data?.visit ?? rows.find((each) => each.id === visitId);
  const mayMove = useMay('visits.move');
  const mayCheckIn = useMay('visits.check-in');
  const mayTask = useMay('tasks.work');
  const status = query.data?.visit.status;
  useShortcuts('panel', {
    'Alt+T': mayTask ? () => openNewTask({ kind: 'visit', id: visitId }, row?.patient.id ?? null) : undefined,
  });
  useTypedAhead(query.data !== undefined, query.data?.namesakes.length === 0, TYPED_AHEAD);
  useLayoutEffect(() => {
    // Opened from the palette, or drawn anew for another status, nothing has focus: the panel takes it, so that a
    // reader says who is open and Tab goes on from here.
    if (status !== undefined && document.activeElement === document.body)
      panelRef.current?.focus({ preventScroll: true });
  }, [panelRef, status]);
  const head: PartProps['head'] = {
    title: row === undefined ? '' : naturalName(row.patient),
    mark:
      row === undefined ? undefined : (
        <PatientPhoto
          pictureId={query.data?.patient.photoId}
          name={naturalName(row.patient)}
          initials={initialsOf(row.patient)}
        />
      ),
    subtitle:
      row === undefined ? undefined : (
        <PanelSubtitle
          visit={row}
          providerName={providerNameOf(frame, row)}
          day={frame.day}
          zone={frame.zone}
        />
      ),
    flags:
      row === undefined ? undefined : <PanelFlags visit={row} roomName={roomNameOf(frame, row)} now={now} />,
    onClose: mode === null ? onClose : () => onMode(null),
    panelRef,
  };
  if (query.data === undefined || isRestricted(query.error))
    return (
      <Panel {...head}>
        {query.error === null ? (
          <Skeleton />
        ) : isRestricted(query.error) && row !== undefined ? (
          <RestrictedPrompt patientId={row.patient.id} />
        ) : (
          <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
        )}
      </Panel>
    );
  const isArriving = movesFrom(query.data.visit.status).includes('check-in') && (mayCheckIn || mayMove);
  const Part = isArriving && mayCheckIn ? ArrivalPart : StayPart;
  return <Part {...rest} panel={query.data} head={head} />;
}

export function providerNameOf(frame: Frame, row: Pick<VisitRow, 'providerId'>): string {
  return frame.providers.find((provider) => provider.id === row.providerId)?.displayName ?? '';
}

export function roomNameOf(frame: Frame, row: Pick<VisitRow, 'roomId'>): string | undefined {
  return frame.rooms.find((room) => room.id === row.roomId)?.name;
}
