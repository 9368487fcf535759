import type { ReactNode } from 'react';
import type { Language } from '../../shared/kernel/time.ts';
import type { Sheet } from '../../shared/print/contract.ts';
import { useNow } from '../data/clock.ts';
import { usePreferences } from '../data/preferences.ts';
import { useFrame, useSession } from '../data/session.ts';
import { formatsFor } from '../strings/formats.ts';
import { stringsFor } from '../strings/use-strings.ts';
import { Sheets } from './sheets.tsx';

interface PracticePagesProps {
  readonly sheet: Sheet;
  readonly title: string;
  /** What a reader calls the page where the title alone is not enough. */
  readonly label?: string | undefined;
  /** Beside the practice's name, under the title: a receipt number, a date. */
  readonly aside?: ReactNode;
  readonly parts: readonly ReactNode[];
  /** Beneath the head of every page, told which part is the first on it: the columns of a list. */
  readonly runningHead?: ((firstPart: number) => ReactNode) | undefined;
  /** The language of the page, where it is not that of the person at the desk. */
  readonly language?: Language | undefined;
}

/** Pages with the practice at the top, and who printed them, when, and which page it is at the bottom. */
export function PracticePages({
  sheet,
  title,
  label,
  aside,
  parts,
  runningHead,
  language,
}: PracticePagesProps) {
  const frame = useFrame().data;
  const session = useSession();
  const now = useNow();
  const preferences = usePreferences();
  if (frame === undefined) return null;
  const spoken = language ?? preferences.language;
  const { pages } = stringsFor(spoken);
  const { dateTime } = formatsFor(spoken, preferences.clock);
  return (
    <Sheets
      sheet={sheet}
      label={label ?? title}
      parts={parts}
      header={(firstPart) => (
        <>
          <div className="page-head">
            <div>
              <p className="page-head__practice">{frame.name}</p>
              {frame.addressLines.map((line) => (
                <p key={line}>{line}</p>
              ))}
              <p>{frame.phone}</p>
            </div>
            <div className="page-head__title">
              <h2>{title}</h2>
              {aside}
            </div>
          </div>
          {runningHead?.(firstPart)}
        </>
      )}
      footer={(page, count) => (
        <div className="page-foot">
          {frame.demo ? <strong>{pages.demo}</strong> : null}
          <span>{pages.printed(session?.displayName ?? '', dateTime(now, frame.zone))}</span>
          <span>{pages.page(page, count)}</span>
        </div>
      )}
    />
  );
}

/** A heading with its lines; what a page is made of. */
export function Facts({
  title,
  facts,
}: {
  readonly title?: string | undefined;
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}) {
  return (
    <section className="page-facts">
      {title === undefined ? null : <h3>{title}</h3>}
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
