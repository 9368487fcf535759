import './coverage.css';
import { useState } from 'react';
import type { Authorization, Coverage } from '../../shared/coverage/contract.ts';
import { authorizationState, inForceOn, isInForce } from '../../shared/coverage/rules.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { openChart } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { birthAgeSex, naturalName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { Panel, PanelNext, Section } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { failureText } from '../visits/failure-text.ts';
import { AuthorizationForm } from './authorization-form.tsx';
import { CoverageForm } from './coverage-form.tsx';
import { CoverageLine } from './coverage-line.tsx';
import { useCoverageChange } from './use-coverage-change.ts';
import { useCoverageWords } from './use-coverage-words.ts';

/** What stands open in the panel beside the list of cards. */
type Work =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'end'; readonly coverage: Coverage }
  | { readonly kind: 'authorization'; readonly authorization: Authorization | null };

/** All coverage of one patient: order, dates, subscriber, pictures, referrals, and what insurers said. */
export function CoveragePanel({
  patientId,
  today,
}: {
  readonly patientId: PatientId;
  readonly today: PlainDate;
}) {
  const { checkIn, patients } = useStrings();
  const words = checkIn.coverage;
  const zone = useFrame().data?.zone ?? 'utc';
  const spoken = useCoverageWords(today, zone);
  const chart = useDeskQuery('patients.chart', { patientId }).data;
  const query = useDeskQuery('coverage.ofPatient', { patientId });
  const mayWrite = useMay('patients.write');
  const [work, setWork] = useState<Work | null>(null);
  const change = useCoverageChange();
  const reorder = useDeskCommand('coverage.reorder');
  const remove = useDeskCommand('coverage.removeAuthorization');
  const add = (): void => setWork({ kind: 'add' });
  useShortcuts('panel', { n: mayWrite && work === null ? add : undefined });
  const close = (): void => (work === null ? openChart(patientId) : setWork(null));
  const { coverages, authorizations, eligibility } = query.data ?? {
    coverages: [],
    authorizations: [],
    eligibility: [],
  };
  const ordered = inForceOn(coverages, today);
  const move = (index: number, by: -1 | 1): void => {
    const ids = ordered.map(({ id }) => id);
    const [moved] = ids.splice(index, 1);
    if (moved === undefined) return;
    ids.splice(index + by, 0, moved);
    void change.act(words.reordered, (id) => reorder.run({ patientId, order: ids }, id));
  };
  return (
    <Panel
      title={chart === undefined ? words.title : `${words.title}: ${naturalName(chart.patient)}`}
      subtitle={
        chart === undefined
          ? undefined
          : `${birthAgeSex(chart.patient, today)} · ${patients.mrn(chart.patient.mrn)}`
      }
      onClose={close}
      foot={
        work !== null || !mayWrite ? undefined : (
          <PanelNext>
            <Button look="primary" shortcut="n" onClick={add}>
              {words.addCard}
            </Button>
          </PanelNext>
        )
      }
    >
      {query.error !== null && query.data === undefined ? (
        <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data === undefined && query.error === null ? <Skeleton /> : null}
      {change.failure === null ? null : <Notice tone="bad">{failureText(change.failure)}</Notice>}
      {work?.kind === 'add' ? (
        <CoverageForm patientId={patientId} coverage={null} change={change} onDone={() => setWork(null)} />
      ) : null}
      <ul aria-label={words.title}>
        {coverages.length === 0 && work?.kind !== 'add' && query.data !== undefined ? (
          <li className="muted">{words.none}</li>
        ) : null}
        {coverages.map((coverage) => {
          const place = ordered.findIndex(({ id }) => id === coverage.id);
          return (
            <CoverageLine
              key={coverage.id}
              coverage={coverage}
              place={place}
              isLast={place === ordered.length - 1}
              isInForce={isInForce(coverage, today)}
              today={today}
              change={mayWrite ? change : null}
              work={
                work !== null &&
                (work.kind === 'edit' || work.kind === 'end') &&
                work.coverage.id === coverage.id
                  ? work.kind
                  : null
              }
              patientId={patientId}
              onWork={(kind) => setWork(kind === null ? null : { kind, coverage })}
              onMove={(by) => move(place, by)}
            />
          );
        })}
      </ul>
      <Section title={words.authorizations}>
        {authorizations.length === 0 && work?.kind !== 'authorization' ? (
          <p className="muted">{words.noAuthorizations}</p>
        ) : null}
        <ul>
          {authorizations.map((authorization) => {
            const state = authorizationState(authorization, today);
            return (
              <li key={authorization.id} className="coverage-one">
                <span className="coverage-one__line">
                  <span className="tabular">{spoken.authorization(authorization)}</span>
                  {state === 'good' ? null : <Pill tone="warn">{checkIn.authorizationStates[state]}</Pill>}
                </span>
                <span className="small muted">
                  {[
                    checkIn.authorizationKinds[authorization.kind],
                    authorization.issuedBy,
                    authorization.note,
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
                {work?.kind === 'authorization' && work.authorization?.id === authorization.id ? (
                  <AuthorizationForm
                    patientId={patientId}
                    coverageId={authorization.coverageId}
                    authorization={authorization}
                    onBack={() => setWork(null)}
                    onSaved={() => setWork(null)}
                  />
                ) : mayWrite ? (
                  <span className="coverage-one__actions">
                    <Button
                      small
                      look="quiet"
                      onClick={() => setWork({ kind: 'authorization', authorization })}
                    >
                      {words.edit}
                    </Button>
                    <Button
                      small
                      look="quiet"
                      onClick={() =>
                        void change.act(words.removed, (id) =>
                          remove.run(
                            { authorizationId: authorization.id, version: authorization.version },
                            id,
                          ),
                        )
                      }
                    >
                      {words.error}
                    </Button>
                  </span>
                ) : null}
              </li>
            );
          })}
        </ul>
        {work?.kind === 'authorization' && work.authorization === null ? (
          <AuthorizationForm
            patientId={patientId}
            coverageId={null}
            authorization={null}
            onBack={() => setWork(null)}
            onSaved={() => setWork(null)}
          />
        ) : mayWrite && work === null ? (
          <Button small onClick={() => setWork({ kind: 'authorization', authorization: null })}>
            {checkIn.authorizationNew}
          </Button>
        ) : null}
      </Section>
      <Section title={words.eligibility}>
        {eligibility.length === 0 ? <p className="muted">{words.noEligibility}</p> : null}
        <ul>
          {eligibility.slice(0, 6).map((check) => (
            <li key={check.id} className="coverage-one__line tabular">
              <span>{spoken.eligibility(check)}</span>
              <span className="small muted">{check.checkedBy}</span>
            </li>
          ))}
        </ul>
      </Section>
    </Panel>
  );
}
