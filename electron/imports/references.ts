import type { Database } from 'better-sqlite3';
import type { ForeignReference } from '../fhir/elements.ts';
import { practitionerRoleFromFhir } from '../fhir/practitioner.ts';
import type { Unknown } from '../fhir/reading.ts';
import { contentOf, findForeign, recordOfReference } from './foreign-store.ts';
import type { Arrival } from './keeping.ts';

type Asking = Pick<Arrival, 'unit' | 'source'>;

/** Our record of a reference, null where there is nothing of ours to find, undefined while it may still come. */
export function recordWhereHere(
  { unit, source }: Asking,
  reference: ForeignReference | null,
): string | null | undefined {
  if (!reference || (reference.id === null && reference.identifier === null)) return null;
  const recordId = recordOfReference(unit.db, source, reference);
  if (recordId !== undefined || reference.id === null) return recordId;
  const { type, id } = reference;
  const row = findForeign(unit.db, { source, resourceType: type, foreignId: id });
  // A building is kept as it came and is no room of ours.
  if (row?.state === 'foreign') return null;
  return row?.state === 'waiting' && type === 'PractitionerRole'
    ? whoseRole(unit.db, source, contentOf(unit.db, row.number))
    : undefined;
}

/** A role that came before its clinician waits for them, and is theirs all the same. */
function whoseRole(db: Database, source: string, content: string): string | undefined {
  const mapped = practitionerRoleFromFhir(JSON.parse(content) as Unknown);
  return mapped.ok ? recordOfReference(db, source, mapped.fields.practitioner) : undefined;
}

/** What may take part in an appointment or have a schedule, and is of use here. */
const ACTOR_TYPES = ['Patient', 'Practitioner', 'PractitionerRole', 'Location'] as const;

/** The first of these types among the actors; one that only an id names is what this source brought under that id. */
export function actorOf(
  { unit, source }: Asking,
  actors: readonly ForeignReference[],
  types: readonly (typeof ACTOR_TYPES)[number][],
): ForeignReference | null {
  for (const actor of actors) {
    if (types.some((type) => type === actor.type)) return actor;
    const { type, id } = actor;
    if (type !== '' || id === null) continue;
    const found = types.find(
      (resourceType) => findForeign(unit.db, { source, resourceType, foreignId: id }) !== undefined,
    );
    if (found !== undefined) return { ...actor, type: found };
  }
  return null;
}

/** Whether somebody is named by an id alone and has not come yet: any of them may still be the patient. */
export function hasUnknownActor({ unit, source }: Asking, actors: readonly ForeignReference[]): boolean {
  return actors.some(
    ({ type, id }) =>
      type === '' &&
      id !== null &&
      !ACTOR_TYPES.some((resourceType) => findForeign(unit.db, { source, resourceType, foreignId: id })),
  );
}
