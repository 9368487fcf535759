import { useDeskQuery } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { ErrorState, Notice } from '../ui/feedback.tsx';
import { Panel, Section } from '../ui/panel.tsx';

/** Proves the journals now, and says what it found. */
export function CheckPanel({ onClose }: { readonly onClose: () => void }) {
  const strings = useStrings().audit;
  const formats = useFormats();
  // Kept for no time: asked again it proves again.
  const proof = useDeskQuery('audit.verify', {}, { keepFor: 0 });
  const { data } = proof;
  return (
    <Panel title={strings.checkTitle} onClose={onClose}>
      {proof.error !== null && data === undefined ? (
        <ErrorState failure={proof.error} onRetry={() => void proof.refetch()} />
      ) : null}
      {data === undefined && proof.error === null ? <p role="status">{strings.checking}</p> : null}
      {data === undefined ? null : (
        <>
          {data.findings.length === 0 ? (
            <p className="audit-well" role="status">
              {strings.checkWell}
            </p>
          ) : (
            <Notice tone="bad">
              <strong>{strings.checkFound(data.findings.length)}</strong> {strings.checkAdvice}
              <ul className="audit-findings">
                {data.findings.map(({ code, table, row, words }) => (
                  <li key={words}>
                    {strings.findings[code](table, row === null ? '?' : formats.number(row))}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          <Section title={strings.checked}>
            <dl className="facts">
              {(['audit', 'changes', 'checkpoints', 'receipts', 'records'] as const).map((what) => (
                <div key={what} className="facts__row">
                  <dt>{strings.checkedRows[what]}</dt>
                  <dd className="tabular">{formats.number(data.checked[what])}</dd>
                </div>
              ))}
            </dl>
          </Section>
        </>
      )}
    </Panel>
  );
}
