import type { Mutant } from '../../electron/sync/requests.ts';
import type { CycleEnd } from '../../electron/sync/sync.ts';
import type { FhirRequest, FhirResponse } from '../../electron/sync/transport.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PatientFields } from '../../shared/patients/contract.ts';
import type { EhrOptions } from './ehr/ehr.ts';
import { outcomeOf } from './ehr/outcomes.ts';
import { type Send, talkTo } from './ehr/talk.ts';
import { Crash, faultyLine, type LineFault } from './faulty-line.ts';
import { conflictsOf, officeProblems } from './office-problems.ts';
import { patientFields } from './practice.ts';
import { openSyncDesks, type SyncDesk, type SyncDesks } from './sync-desks.ts';

/** What a request meets: a fault of the line, an answer that never saw the server, or nothing at all. */
export type Met = LineFault | FhirResponse | 'nothing';

/** A practice to which things happen one by one, as a test tells them. */
export interface SyncStory {
  readonly office: SyncDesks;
  readonly desks: readonly SyncDesk[];
  /** Asks the server past every desk, as the EHR's own people do. */
  readonly ehr: Send;
  /** What the next writes of a desk meet, in turn. */
  readonly writes: (desk: SyncDesk, ...met: Met[]) => void;
  /** What every request meets until it is asked anew; undefined lets it through. */
  weather: ((request: FhirRequest, desk: number) => Met | undefined) | undefined;
  /** The status with which the server refuses a resource, by itself or in a batch; undefined takes it. */
  refuses: ((resource: string) => number | undefined) | undefined;
  /** Done before a request of a desk goes out. */
  before: ((desk: number, request: FhirRequest) => Promise<void>) | undefined;
  /** Everything that desks sent, in order. */
  readonly sent: (FhirRequest & { readonly desk: number })[];
  /** A cycle; a desk that dies in it is started again and answers 'crash'. */
  cycle(desk: SyncDesk): Promise<CycleEnd | 'crash'>;
  /** Lets late originals arrive, and every desk meet the server until everybody has seen everything. */
  meet(): Promise<void>;
  /** Everything that is not as it must be. */
  problems(): string[];
  dispose(): void;
}

export interface StoryOptions {
  readonly label: string;
  readonly count?: number;
  readonly mutants?: readonly Mutant[];
  readonly versions?: readonly string[];
  readonly ehr?: EhrOptions;
  /** Whether each desk tries the server first, as when it is connected; left out, it is taken to be able to do everything. */
  readonly isProbed?: boolean;
}

/** Opens the practice; each desk has told the server everything once. */
export async function openStory({
  label,
  count = 1,
  mutants = [],
  versions = [],
  ehr = {},
  isProbed = false,
}: StoryOptions): Promise<SyncStory> {
  const scripts = new Map<number, Met[]>();
  const settling: (() => Promise<void>)[] = [];
  const office = await openSyncDesks({
    count,
    label,
    mutants,
    versions,
    ehr,
    between: (desk, transport) => {
      const state: { fault: LineFault | undefined } = { fault: undefined };
      const line = faultyLine(transport, () => state.fault);
      settling.push(line.settle);
      return {
        send: async (request, timeoutMs) => {
          story.sent.push({ ...request, desk });
          await story.before?.(desk, request);
          const told = request.method === 'GET' ? undefined : scripts.get(desk)?.shift();
          const met = told ?? story.weather?.(request, desk);
          if (typeof met === 'object') return met;
          state.fault = met === 'nothing' ? undefined : met;
          return withRefusals(request, story.refuses, (each) => line.send(each, timeoutMs));
        },
      };
    },
  });
  const story: SyncStory = {
    office,
    desks: office.desks,
    ehr: talkTo(office.ehr),
    writes: ({ number }, ...met) => void scripts.set(number, met),
    weather: undefined,
    refuses: undefined,
    before: undefined,
    sent: [],
    cycle: async (desk) => {
      office.clock.advance(1_000);
      try {
        return await desk.sync.cycle();
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        desk.restart();
        return 'crash';
      }
    },
    meet: async () => {
      for (const settle of settling) await settle();
      for (let round = 0; round < 3; round += 1) for (const desk of office.desks) await story.cycle(desk);
    },
    problems: () => officeProblems(office),
    dispose: office.dispose,
  };
  for (const desk of office.desks) await (isProbed ? desk.probe() : desk.sync.queueEverything());
  for (const desk of office.desks) await story.cycle(desk);
  story.sent.length = 0;
  return story;
}

interface Batch {
  readonly entry: readonly { readonly resource?: unknown }[];
}

/** Sends what the server takes, and answers the rest itself. */
async function withRefusals(
  request: FhirRequest,
  refuses: SyncStory['refuses'],
  send: (request: FhirRequest) => Promise<FhirResponse>,
): Promise<FhirResponse> {
  const { body, path } = request;
  if (refuses === undefined || body === undefined) return send(request);
  if (path !== '') {
    const status = refuses(body);
    return status === undefined
      ? send(request)
      : { status, headers: {}, body: JSON.stringify(outcomeOf(status, 'processing', COMPLAINT)) };
  }
  const batch = JSON.parse(body) as Batch;
  const verdicts = batch.entry.map(({ resource }) => resource && refuses(JSON.stringify(resource)));
  const taken = batch.entry.filter((_, index) => verdicts[index] === undefined);
  const answer =
    taken.length === 0
      ? { status: 200, headers: {}, body: '{"resourceType":"Bundle","entry":[]}' }
      : await send({ ...request, body: JSON.stringify({ ...batch, entry: taken }) });
  if (answer.status !== 200) return answer;
  const whole = JSON.parse(answer.body) as { entry: unknown[] };
  const answered = [...whole.entry];
  const entry = verdicts.map((status) =>
    typeof status === 'number'
      ? { response: { status: String(status), outcome: outcomeOf(status, 'processing', COMPLAINT) } }
      : answered.shift(),
  );
  return { ...answer, body: JSON.stringify({ ...whole, entry }) };
}

/** What the server says of what it refuses. */
export const COMPLAINT = 'The family name is not allowed here.';

/** The next write arrives, and neither its answer nor anything else comes back from then on. */
export function cutOffAfterWriting(story: SyncStory): void {
  const line = { isCut: false };
  story.weather = ({ method }) => {
    if (line.isCut) return 'dropped';
    line.isCut = method !== 'GET';
    return line.isCut ? 'lost-response' : undefined;
  };
}

/** Somebody new at a desk. */
export async function registered(
  { practice }: SyncDesk,
  changes: Partial<PatientFields> = {},
): Promise<PatientId> {
  const { patientId } = await practice.desk.tell('patients.register', { fields: patientFields(changes) });
  return patientId;
}

/** Changes what a desk has of somebody. */
export async function edited(
  { practice: { desk } }: SyncDesk,
  patientId: PatientId,
  changes: Partial<PatientFields>,
): Promise<void> {
  const { patient } = await desk.ask('patients.chart', { patientId });
  await desk.tell('patients.edit', { patientId, version: patient.version, changes });
}

/** What a desk has of somebody. */
export function person({ practice }: SyncDesk, patientId: PatientId): Record<string, unknown> | undefined {
  return practice.db.prepare('SELECT * FROM patient WHERE id = ?').get(patientId) as
    | Record<string, unknown>
    | undefined;
}

/** What waits at a desk, and why. */
export function queueOf({ practice }: SyncDesk): readonly {
  readonly type: string;
  readonly state: string;
  readonly problem: string | null;
}[] {
  return practice.db
    .prepare('SELECT record_type AS type, state, problem FROM outbox ORDER BY rank, sequence')
    .all() as ReturnType<typeof queueOf>;
}

/** What the desks noted of somebody as said differently on two sides. */
export function disagreements({ desks }: SyncStory, who: PatientId) {
  return desks.flatMap(({ practice }) => conflictsOf(practice.db).filter(({ localId }) => localId === who));
}

/** Everything of a type that the server has of somebody. */
export function onServer({ office }: SyncStory, type: string, recordId: string) {
  return office.ehr
    .resources(type)
    .filter((resource) => JSON.stringify(resource['identifier' as never] ?? null).includes(recordId));
}
