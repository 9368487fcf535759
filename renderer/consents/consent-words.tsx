import './consents.css';
import { blocksOf } from '../../shared/consents/body.ts';
import type { ConsentLanguage } from '../../shared/consents/rules.ts';

interface ConsentWordsProps {
  readonly title: string;
  readonly body: string;
  readonly language: ConsentLanguage;
}

/** The words of a text, laid out for reading and marked with their language, so that they are read out in it. */
export function ConsentWords({ title, body, language }: ConsentWordsProps) {
  return (
    <article className="consent-words" lang={language}>
      <h2 className="consent-words__title">{title}</h2>
      {blocksOf(body).map(({ kind, text }, place) =>
        kind === 'heading' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
          <h3 key={place} className="consent-words__heading">
            {text}
          </h3>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move
          <p key={place}>{text}</p>
        ),
      )}
    </article>
  );
}
