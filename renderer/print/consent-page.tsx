import './consent-page.css';
import type { OutputOf } from '../../shared/api/index.ts';
import { type Block, blocksOf } from '../../shared/consents/body.ts';
import type { Sheet } from '../../shared/print/contract.ts';
import { usePreferences } from '../data/preferences.ts';
import { useFrame } from '../data/session.ts';
import { usePictureUrl } from '../pictures/patient-photo.tsx';
import { formatsFor } from '../strings/formats.ts';
import { stringsFor } from '../strings/use-strings.ts';
import { Facts, PracticePages } from './practice-pages.tsx';

type Signed = OutputOf<'consents.document'>;

/** A signed text as it was signed, in its own language, with the signature and what proves it. */
export function ConsentPage({ signed, sheet }: { readonly signed: Signed; readonly sheet: Sheet }) {
  const { signature } = signed;
  const clock = usePreferences((preferences) => preferences.clock);
  const zone = useFrame().data?.zone ?? 'utc';
  const { consents, pages } = stringsFor(signature.language);
  const formats = formatsFor(signature.language, clock);
  const words = consents.page;
  const image = usePictureUrl(signed.image ?? undefined, 'image/png');
  const who = consents.chart.by(signature.signerName, consents.relations[signature.relation].toLowerCase());
  const at = formats.dateTime(signature.signedAt, zone);
  const facts: (readonly [string, string])[] = [
    [pages.patient, signed.patientName],
    [pages.born, formats.date(signed.birthDate)],
    [words.at, at],
    ...(signature.method === null ? [] : [[words.how, consents.methods[signature.method]] as const]),
    ...(signature.refusalReason === null ? [] : [[words.notSigned, signature.refusalReason] as const]),
    [words.witness, signature.witness],
  ];
  if (signature.revokedAt !== null)
    facts.push([
      words.withdrawn,
      `${formats.dateTime(signature.revokedAt, zone)}, ${signature.revokedBy ?? ''}: ${signature.revokeReason ?? ''}`,
    ]);
  return (
    <PracticePages
      sheet={sheet}
      language={signature.language}
      title={signature.outcome === 'signed' ? pages.kinds.consent : words.notSigned}
      aside={
        <>
          <p>{formats.date(signature.day)}</p>
          <p>{pages.mrn(signed.mrn)}</p>
          <p>{signature.title}</p>
        </>
      }
      parts={[
        <h3 key="title" className="consent-page__title">
          {signature.title}
        </h3>,
        ...blocksOf(signed.body).map(asPart),
        // In one piece: a signature never stands on another page than what proves it.
        <div key="signature">
          <div className="consent-page__signature">
            {image === null ? (
              <p className="consent-page__none">
                {signature.outcome === 'refused' ? words.notSigned : words.onPaper}
              </p>
            ) : (
              <img className="consent-page__ink" src={image} alt={words.signatureOf(signature.signerName)} />
            )}
            <p>
              {signature.outcome === 'signed' ? words.signedBy : words.asked}: {who}
            </p>
          </div>
          <Facts facts={facts} />
          <p className="consent-page__hash">{words.proof(signature.version, signed.sha256)}</p>
        </div>,
      ]}
    />
  );
}

/** One part of the words, small enough to be dealt out to a page. */
function asPart({ kind, text }: Block, place: number) {
  const key = `part ${place}`;
  return kind === 'heading' ? (
    <h3 key={key}>{text}</h3>
  ) : (
    <p key={key} className="consent-page__paragraph">
      {text}
    </p>
  );
}
