import { type RefObject, useEffect, useState } from 'react';
import type { PatientId, ProviderId } from '../../shared/kernel/ids.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { isStanding } from '../../shared/visits/state-machine.ts';
import { newOperationId } from '../data/bridge.ts';
import { openVisit, openWalkIn, useDraft } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { BirthDateField } from '../ui/birth-date-field.tsx';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { failureText } from './failure-text.ts';
import type { VisitActions } from './visit-actions.ts';
import type { Frame } from './visit-panel.tsx';
import {
  EMPTY_WALK_IN,
  newFromText,
  type WalkInDraft,
  walkInInput,
  walkInProblems,
} from './walk-in-draft.ts';
import { AlreadyHere, KnownPatient } from './walk-in-known.tsx';
import { WalkInSearch } from './walk-in-search.tsx';

interface WalkInPanelProps {
  readonly patientId: PatientId | null;
  readonly frame: Frame;
  readonly actions: VisitActions;
  readonly onClose: () => void;
  readonly panelRef: RefObject<HTMLElement | null>;
}

/** Somebody without an appointment: found among the patients, or taken down by name. */
export function WalkInPanel({ patientId, frame, actions, onClose, panelRef }: WalkInPanelProps) {
  const { visits } = useStrings();
  const formats = useFormats();
  const [draft, keep, drop] = useDraft<WalkInDraft>('walk-in', EMPTY_WALK_IN);
  const [tried, setTried] = useState(false);
  const command = useDeskCommand('visits.walkIn');
  const change = (some: Partial<WalkInDraft>): void => keep({ ...draft, ...some });
  useEffect(() => {
    // Found elsewhere already, as in the palette: the form starts with them.
    if (patientId !== null && patientId !== draft.patientId)
      keep({ ...EMPTY_WALK_IN, who: 'known', patientId });
  }, [patientId, draft.patientId, keep]);
  const known = useDeskQuery(
    'patients.chart',
    { patientId: draft.patientId ?? '' },
    { enabled: draft.patientId !== null },
  ).data?.patient;
  const rows = useDeskQuery('visits.board', {}).data?.rows ?? [];
  const visitOf = (id: PatientId | null): VisitRow | undefined =>
    rows.find((row) => row.patient.id === id && isStanding(row.status));
  const todayOf = (id: PatientId): string | undefined => {
    const visit = visitOf(id);
    if (visit === undefined) return undefined;
    const at = visit.scheduledAt ?? visit.arrivedAt;
    return visits.walkInToday(
      at === null ? '' : ` ${formats.time(at, frame.zone)}`,
      visits.status[visit.status],
    );
  };
  // Most often somebody booked has come: their visit is the way on, a second one is said on purpose.
  const already = draft.who === 'known' && !draft.again ? visitOf(draft.patientId) : undefined;
  const openAlready = (): void => {
    if (already === undefined) return;
    drop();
    openVisit(already.id);
  };
  const problems = walkInProblems(draft, frame.day);
  const chooseAgain = (): void => {
    if (patientId !== null) openWalkIn(null);
    change({ who: 'find', patientId: null, again: false });
  };

  const add = async (): Promise<void> => {
    setTried(true);
    const input = walkInInput(draft, frame.day);
    if (input === undefined || command.isPending) return;
    const operationId = newOperationId();
    const answer = await command.run(input, operationId).catch(() => undefined);
    if (answer === undefined) return;
    const name = known === undefined ? `${draft.given} ${draft.family}` : naturalName(known);
    drop();
    openVisit(answer.visitId);
    actions.done(visits.walkInAdded(name), { visitId: answer.visitId, operationId, name });
  };
  useShortcuts('panel', { 'Ctrl+Enter': already === undefined ? () => void add() : openAlready });

  const fieldProblem = (field: 'family' | 'given' | 'reason'): string | undefined =>
    command.failure?.fields?.[field] ??
    (tried && problems.includes(field) ? visits.walkInNeeds[field] : undefined);
  return (
    <Panel
      title={visits.walkInTitle}
      subtitle={visits.walkInSubtitle}
      onClose={onClose}
      panelRef={panelRef}
      foot={
        draft.who === 'find' ? undefined : (
          <>
            {command.failure === null ? null : <Notice tone="bad">{failureText(command.failure)}</Notice>}
            <Button small look="quiet" onClick={chooseAgain}>
              {visits.walkInChange}
            </Button>
            <PanelNext>
              {already === undefined ? (
                <Button
                  look="primary"
                  shortcut="Ctrl+Enter"
                  onClick={() => void add()}
                  disabled={command.isPending}
                >
                  {visits.walkInAdd}
                </Button>
              ) : null}
            </PanelNext>
          </>
        )
      }
    >
      {draft.who === 'find' ? (
        <WalkInSearch
          text={draft.text}
          day={frame.day}
          todayOf={todayOf}
          onText={(text) => change({ text })}
          onKnown={(chosen) => change({ who: 'known', patientId: chosen })}
          onNew={() => change({ who: 'new', patientId: null, ...newFromText(draft.text, frame.day) })}
        />
      ) : already !== undefined ? (
        <AlreadyHere
          what={todayOf(already.patient.id) ?? ''}
          onOpen={openAlready}
          onAgain={() => change({ again: true })}
        >
          <KnownPatient patient={known} day={frame.day} />
        </AlreadyHere>
      ) : (
        <form
          className="walk-in"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void add();
          }}
        >
          {draft.who === 'known' ? (
            <KnownPatient patient={known} day={frame.day} />
          ) : (
            <>
              <TextField
                label={visits.fields.family}
                value={draft.family}
                onChange={(family) => change({ family })}
                error={fieldProblem('family')}
                maxLength={80}
                autoFocus={draft.family === ''}
              />
              <TextField
                label={visits.fields.given}
                value={draft.given}
                onChange={(given) => change({ given })}
                error={fieldProblem('given')}
                maxLength={80}
              />
              <BirthDateField
                text={draft.birthDate}
                today={frame.day}
                onChange={(birthDate) => change({ birthDate })}
                autoFocus={draft.family !== '' && draft.birthDate === ''}
                error={tried && problems.includes('birthDate') ? visits.walkInBirthDateWrong : undefined}
              />
              <TextField
                label={visits.fields.phone}
                type="tel"
                value={draft.phone}
                onChange={(phone) => change({ phone })}
                maxLength={40}
              />
            </>
          )}
          <TextField
            label={visits.walkInReason}
            hint={visits.walkInReasonHint}
            value={draft.reason}
            onChange={(reason) => change({ reason })}
            error={fieldProblem('reason')}
            maxLength={200}
            autoFocus={draft.who === 'known'}
          />
          <SelectField
            label={visits.walkInProvider}
            value={draft.providerId ?? ''}
            options={[
              { value: '', label: visits.anyProvider },
              ...frame.providers
                .filter(({ active }) => active)
                .map((provider) => ({
                  value: provider.id as string,
                  label: provider.displayName,
                })),
            ]}
            onChange={(providerId) =>
              change({ providerId: providerId === '' ? null : (providerId as ProviderId) })
            }
          />
          <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
            {visits.walkInAdd}
          </button>
        </form>
      )}
    </Panel>
  );
}
