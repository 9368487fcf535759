import './patients.css';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { isCasePolicy, isInForce } from '../../shared/coverage/rules.ts';
import { cents, formatCents } from '../../shared/kernel/money.ts';
import { clinicDay, type PlainDate } from '../../shared/kernel/time.ts';
import { formatPhone } from '../../shared/patients/phone.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { MoneyText, Pill } from '../ui/controls.tsx';
import { Section } from '../ui/panel.tsx';
import { addressLines, languageName } from './patient-text.ts';

type Chart = OutputOf<'patients.chart'>;

/** How to reach the patient, and when that was last confirmed. */
export function ContactFacts({ chart }: { readonly chart: Chart }) {
  const strings = useStrings().patients;
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'utc';
  const { patient } = chart;
  const lines = addressLines(patient);
  const phoneFacts = [
    patient.phoneKind === '' ? '' : strings.phoneKinds[patient.phoneKind],
    patient.textConsent === 'unknown'
      ? ''
      : `${strings.fields.textConsent} ${strings.textConsents[patient.textConsent]}`,
  ].filter((part) => part !== '');
  return (
    <Section title={strings.contact}>
      <dl className="facts">
        <dt>{strings.fields.phone}</dt>
        <dd className="tabular">
          {patient.phone === '' ? '—' : formatPhone(patient.phone)}
          {phoneFacts.length === 0 ? null : <span className="chart__sub">{phoneFacts.join(' · ')}</span>}
        </dd>
        {patient.secondPhone === '' ? null : (
          <>
            <dt>{strings.fields.secondPhone}</dt>
            <dd className="tabular">{formatPhone(patient.secondPhone)}</dd>
          </>
        )}
        {patient.email === '' ? null : (
          <>
            <dt>{strings.fields.email}</dt>
            <dd>{patient.email}</dd>
          </>
        )}
        <dt>{strings.address}</dt>
        <dd>
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
          {lines.length === 0 ? '—' : null}
        </dd>
        {patient.language === '' || patient.language === 'en' ? null : (
          <>
            <dt>{strings.fields.language}</dt>
            <dd>{languageName(patient.language)}</dd>
          </>
        )}
      </dl>
      <p className="chart__note small muted">
        {/* Whoever registers a name and a birth date has confirmed no way to reach them. */}
        {patient.phone === '' && lines.length === 0
          ? strings.notOnFile
          : patient.demographicsConfirmedAt === null
            ? strings.neverConfirmed
            : strings.confirmed(
                formats.date(clinicDay(patient.demographicsConfirmedAt, zone)),
                patient.demographicsConfirmedBy ?? '',
              )}
      </p>
    </Section>
  );
}

/** What the patient owes, with what records merged into this one owed, and what was paid ahead. */
export function BalanceFacts({
  chart: { balanceCents, prepaidCents },
}: {
  readonly chart: Pick<Chart, 'balanceCents' | 'prepaidCents'>;
}) {
  const strings = useStrings().patients;
  return (
    <Section title={strings.balance}>
      <p className={balanceCents > 0 ? 'chart__balance' : 'muted'}>
        {balanceCents > 0 ? (
          <MoneyText amount={balanceCents} />
        ) : balanceCents === 0 ? (
          strings.nothingOwed
        ) : (
          strings.paidTooMuch(formatCents(cents(-balanceCents)))
        )}
      </p>
      {prepaidCents > 0 ? (
        <p className="muted tabular">{strings.paidAhead(formatCents(prepaidCents))}</p>
      ) : null}
    </Section>
  );
}

/** The cards on file, in force first. */
export function CoverageFacts({
  chart: { coverages },
  today,
  children,
}: {
  readonly chart: Chart;
  readonly today: PlainDate;
  /** The way to all that is known of it. */
  readonly children: ReactNode;
}) {
  const { patients: strings, checkIn } = useStrings();
  return (
    <Section title={strings.coverage}>
      {coverages.length === 0 ? <p className="muted">{strings.noCoverage}</p> : null}
      <ul className="chart__lines">
        {coverages.map((coverage) => (
          <li key={coverage.id}>
            <span>
              <strong>{coverage.payerName}</strong> {coverage.planName}
              <span className="chart__sub tabular">
                {[
                  coverage.memberId,
                  coverage.groupNumber === '' ? '' : strings.groupNumber(coverage.groupNumber),
                  coverage.copayCents === null ? '' : strings.copay(formatCents(coverage.copayCents)),
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </span>
            <Pill tone={isInForce(coverage, today) ? 'good' : 'neutral'}>
              {!isInForce(coverage, today)
                ? strings.ended
                : isCasePolicy(coverage.kind)
                  ? checkIn.kinds[coverage.kind]
                  : (checkIn.places[coverage.priority - 1] ?? '')}
            </Pill>
          </li>
        ))}
      </ul>
      {children}
    </Section>
  );
}

/** The last and next visits, newest first. */
export function VisitFacts({ chart: { visits } }: { readonly chart: Chart }) {
  const strings = useStrings().patients;
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'utc';
  return (
    <Section title={strings.visits}>
      {visits.length === 0 ? <p className="muted">{strings.noVisits}</p> : null}
      <ul className="chart__lines">
        {visits.map((visit) => (
          <li key={visit.id}>
            <span>
              <span className="tabular">
                {formats.date(visit.day)}
                {visit.scheduledAt === null
                  ? ` · ${strings.walkInVisit}`
                  : `, ${formats.time(visit.scheduledAt, zone)}`}
              </span>
              <span className="chart__sub">
                {[visit.typeName, visit.providerName].filter((part) => part !== '').join(' · ')}
              </span>
            </span>
            <span className="small muted">{strings.status[visit.status] ?? visit.status}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
