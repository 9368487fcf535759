import './server.css';
import type { OutputOf } from '../../shared/api/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill, type Tone } from '../ui/controls.tsx';

type Capabilities = NonNullable<OutputOf<'sync.server'>['server']>['capabilities'];
type Way = Capabilities['kinds'][string];

const ORDER: readonly Way[] = ['sent', 'carried', 'kept-here'];
const TONES: Readonly<Record<Way, Tone>> = {
  sent: 'good',
  carried: 'neutral',
  'kept-here': 'warn',
};

/** What the server takes, kind by kind, and what its limits mean at the desk. */
export function ServerTakes({ capabilities }: { readonly capabilities: Capabilities }) {
  const words = useStrings().server;
  const limits = limitsOf(capabilities).map((limit) => words.limits[limit]);
  const taken = takenBy(capabilities, words);
  return (
    <>
      <section className="server__part" aria-label={words.takesLabel}>
        <h3 className="settings__subtitle">{words.takesLabel}</h3>
        <ul className="server__takes">
          {ORDER.filter((way) => taken[way].length > 0).map((way) => (
            <li key={way}>
              <Pill tone={TONES[way]}>{words.takes[way]}</Pill>
              <span>{taken[way].join(', ')}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="server__part" aria-label={words.limitsLabel}>
        <h3 className="settings__subtitle">{words.limitsLabel}</h3>
        <ul className="server__limits">
          {(limits.length === 0 ? [words.allWell] : limits).map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

type Words = ReturnType<typeof useStrings>['server'];

function takenBy({ kinds }: Capabilities, words: Words): Readonly<Record<Way, readonly string[]>> {
  const taken: Record<Way, string[]> = { sent: [], carried: [], 'kept-here': [] };
  const records: Readonly<Record<string, string>> = words.records;
  for (const [kind, way] of Object.entries(kinds)) taken[way].push(records[kind] ?? words.other);
  return taken;
}

function limitsOf(capabilities: Capabilities): readonly (keyof Words['limits'])[] {
  const { versionedUpdate, batch, isTried, searchesByTime, tier } = capabilities;
  return [
    ...(isTried ? [] : (['notTried'] as const)),
    ...(versionedUpdate ? [] : (['versions'] as const)),
    ...(tier === 'D' ? (['once'] as const) : []),
    ...(batch ? [] : (['oneByOne'] as const)),
    ...(searchesByTime ? [] : (['everything'] as const)),
  ];
}
