import './server.css';
import type { OutputOf } from '../../shared/api/index.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill, type Tone } from '../ui/controls.tsx';

type Told = NonNullable<OutputOf<'sync.server'>['server']>['capabilities'];
type Way = 'sent' | 'read' | 'carried' | 'kept-here';

/** What a probe that tries things out has found beside what the server says; an older one has not. */
type Capabilities = Told & {
  readonly kinds?: Readonly<Record<string, Exclude<Way, 'read'>>>;
  readonly isTried?: boolean;
  readonly searchesByTime?: boolean;
  readonly tier?: 'A' | 'B' | 'C' | 'D';
};

const ORDER: readonly Way[] = ['sent', 'read', 'carried', 'kept-here'];
const TONES: Readonly<Record<Way, Tone>> = {
  sent: 'good',
  read: 'info',
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

function takenBy({ kinds, types }: Capabilities, words: Words): Readonly<Record<Way, readonly string[]>> {
  const taken: Record<Way, string[]> = { sent: [], read: [], carried: [], 'kept-here': [] };
  const add = (way: Way, name: string | undefined): void => {
    if (name !== undefined && !taken[way].includes(name)) taken[way].push(name);
  };
  const records: Readonly<Record<string, string>> = words.records;
  const things: Readonly<Record<string, string>> = words.things;
  if (kinds === undefined)
    for (const [type, access] of Object.entries(types)) add(WAY_OF[access], things[type]);
  else for (const [kind, way] of Object.entries(kinds)) add(way, records[kind] ?? words.other);
  return taken;
}

const WAY_OF = { write: 'sent', read: 'read', absent: 'kept-here' } as const;

function limitsOf(capabilities: Capabilities): readonly (keyof Words['limits'])[] {
  const { versionedUpdate, conditionalCreate, batch, isTried, searchesByTime, tier } = capabilities;
  const looksFirst = tier === undefined ? !conditionalCreate : tier === 'D';
  return [
    ...(isTried === false ? (['notTried'] as const) : []),
    ...(versionedUpdate ? [] : (['versions'] as const)),
    ...(looksFirst ? (['once'] as const) : []),
    ...(batch ? [] : (['oneByOne'] as const)),
    ...(searchesByTime === false ? (['everything'] as const) : []),
  ];
}
