import './consents.css';
import { useState } from 'react';
import type { ConsentSignature, ConsentStanding } from '../../shared/consents/contract.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { openPrint } from '../print/open-print.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { ErrorState, Notice, Skeleton } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { Section } from '../ui/panel.tsx';
import { SigningDoor } from './signing-door.tsx';
import { useConsentActions } from './use-consent-actions.ts';

/** The consents of a patient in the chart: where each text stands, who signed, and what was answered before. */
export function PatientConsents({ patientId }: { readonly patientId: PatientId }) {
  const { consents } = useStrings();
  const query = useDeskQuery('consents.ofPatient', { patientId, visitId: null });
  const maySign = useMay('patients.write');
  const [signing, setSigning] = useState<ConsentStanding | null>(null);
  const { data } = query;
  if (data === undefined)
    return (
      <Section title={consents.chart.title}>
        {query.error === null ? (
          <Skeleton lines={3} />
        ) : (
          <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
        )}
      </Section>
    );
  const inForce = new Set(data.standings.map(({ signatureId }) => signatureId));
  const earlier = data.signatures.filter(({ id }) => !inForce.has(id));
  return (
    <Section title={consents.chart.title}>
      {data.standings.length === 0 && earlier.length === 0 ? (
        <p className="muted">{consents.chart.empty}</p>
      ) : null}
      <ul className="consents">
        {data.standings.map((standing) => (
          <StandingLine
            key={standing.seriesId}
            standing={standing}
            signature={data.signatures.find(({ id }) => id === standing.signatureId)}
            onSign={maySign && standing.isDue ? () => setSigning(standing) : undefined}
          />
        ))}
      </ul>
      {earlier.length === 0 ? null : (
        <details className="consents">
          <summary>{consents.chart.history(earlier.length)}</summary>
          <ul>
            {earlier.map((signature) => (
              <li key={signature.id} className="consents__one">
                <span className="consents__title">{signature.title}</span>
                <AnswerFacts signature={signature} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {signing === null ? null : (
        <SigningDoor
          patientId={patientId}
          visitId={null}
          who={data}
          queue={[signing]}
          onClose={() => setSigning(null)}
        />
      )}
    </Section>
  );
}

function StandingLine({
  standing,
  signature,
  onSign,
}: {
  readonly standing: ConsentStanding;
  readonly signature: ConsentSignature | undefined;
  readonly onSign: (() => void) | undefined;
}) {
  const { consents } = useStrings();
  const formats = useFormats();
  const language = usePreferences((preferences) => preferences.language);
  const tone = standing.state === 'valid' ? 'good' : standing.required ? 'warn' : 'neutral';
  const line = (
    <>
      <span className="consents__title">{standing.titles[language]}</span>
      <Pill tone={tone}>
        {consents.states[standing.state]}
        {standing.validUntil === null ? '' : ` ${consents.chart.until(formats.date(standing.validUntil))}`}
      </Pill>
    </>
  );
  return (
    <li className="consents__one">
      {signature === undefined ? (
        <div className="consents__line">{line}</div>
      ) : (
        <details>
          <summary className="consents__line">{line}</summary>
          <AnswerFacts signature={signature} />
        </details>
      )}
      {onSign === undefined ? null : (
        <div className="consents__actions">
          <Button small onClick={onSign}>
            {consents.chart.sign}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Who answered what, when, before whom; the signed page to look at, and the way to withdraw. */
function AnswerFacts({ signature }: { readonly signature: ConsentSignature }) {
  const { consents } = useStrings();
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'utc';
  const mayWithdraw = useMay('patients.write');
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { chart, relations, methods } = consents;
  const day = formats.date(signature.day);
  const facts = [
    signature.outcome === 'signed' ? chart.signedOn(day) : chart.refusedOn(day),
    chart.by(signature.signerName, relations[signature.relation].toLowerCase()),
    signature.method === null ? null : methods[signature.method],
    chart.witness(signature.witness),
  ];
  return (
    <>
      <p className="small muted">{facts.filter((fact) => fact !== null).join(' · ')}</p>
      {signature.refusalReason === null ? null : (
        <p className="small muted">{chart.reason(signature.refusalReason)}</p>
      )}
      {signature.status === 'revoked' && signature.revokedAt !== null ? (
        <p className="small muted">
          {chart.withdrawn(formats.dateAt(signature.revokedAt, zone), signature.revokedBy ?? '')}.{' '}
          {chart.reason(signature.revokeReason ?? '')}
        </p>
      ) : null}
      <div className="consents__actions">
        <Button small look="quiet" onClick={() => openPrint({ kind: 'consent', signatureId: signature.id })}>
          {chart.show}
        </Button>
        {signature.status === 'valid' && signature.outcome === 'signed' && mayWithdraw && !isWithdrawing ? (
          <Button small look="quiet" onClick={() => setWithdrawing(true)}>
            {chart.withdraw}
          </Button>
        ) : null}
      </div>
      {isWithdrawing ? <WithdrawForm signature={signature} onDone={() => setWithdrawing(false)} /> : null}
    </>
  );
}

function WithdrawForm({
  signature,
  onDone,
}: {
  readonly signature: ConsentSignature;
  readonly onDone: () => void;
}) {
  const { consents, common } = useStrings();
  const actions = useConsentActions();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isShort = reason.trim().length < 3;
  const withdraw = async (): Promise<void> => {
    setTried(true);
    if (!isShort && (await actions.revoke({ signatureId: signature.id, reason }, signature.title))) onDone();
  };
  return (
    <form
      className="consents__withdraw"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void withdraw();
      }}
    >
      <TextField
        label={consents.chart.withdrawReason}
        value={reason}
        onChange={setReason}
        autoFocus
        maxLength={240}
        error={tried && isShort ? consents.sheet.reasonNeeded : undefined}
      />
      {actions.failure === null ? null : <Notice tone="bad">{actions.failure.message}</Notice>}
      <div className="consents__actions">
        <Button look="quiet" small onClick={onDone}>
          {common.cancel}
        </Button>
        <Button small submit shortcut="Enter" disabled={actions.isPending}>
          {consents.chart.withdrawNow}
        </Button>
      </div>
    </form>
  );
}
