import type { BlockId, ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import { blockRecord } from '../calendar/records.ts';
import type { Mapping, MappingProblem, Unknown } from '../fhir/reading.ts';
import { type SlotFields, scheduleFromFhir, slotFromFhir } from '../fhir/slot.ts';
import type { FieldValues } from './field-merge.ts';
import { contentOfReference } from './foreign-store.ts';
import {
  type Arrival,
  asRecord,
  baseOver,
  type Kept,
  knownByIdentifier,
  mergeIntoRecord,
  onlyKept,
  refused,
  waiting,
} from './keeping.ts';
import { actorOf, hasUnknownActor, recordWhereHere } from './references.ts';

const GROUPS = [
  ['providerId', 'roomId'],
  ['fromDay', 'untilDay', 'opens', 'closes'],
] as const;

/** Keeps a Schedule as it came: whose times its slots are is read from it. When somebody works is the practice's to say. */
export function keepSchedule({ resource }: Arrival): Kept {
  const mapped = scheduleFromFhir(resource);
  return mapped.ok ? onlyKept(mapped.identifiers, mapped.notices) : mapped;
}

/** Takes a Slot in which nobody can be booked as a block; any other is kept as it came, for the visits say the rest. */
export function keepSlot(arrival: Arrival): Kept {
  const { unit, recordId, zone } = arrival;
  const mapped = slotFromFhir(arrival.resource, zone);
  if (!mapped.ok) return mapped;
  const { fields, identifiers, notices } = mapped;
  const known = recordId ?? knownByIdentifier(arrival, 'Slot', identifiers);
  if (known === 'several') return refused('identifier-of-several', 'Slot.identifier');
  if (known !== undefined) return mergeBlock(arrival, known, mapped);
  const keptAs = (...problems: readonly MappingProblem[]) => onlyKept(identifiers, [...notices, ...problems]);
  if (!fields.isUnavailable) return keptAs();
  if (fields.time === null) return keptAs({ code: 'over-midnight', element: 'Slot.end' });
  const whose = whoseTime(arrival, fields);
  if (whose === undefined) return waiting();
  if (whose === null) return keptAs({ code: 'stands-nowhere', element: 'Slot.schedule' });
  const id = unit.newId<BlockId>();
  unit.create(blockRecord, { id, ...whose, ...fields.time, reason: fields.reason, active: true });
  return asRecord('Slot', id, identifiers, notices);
}

function mergeBlock(
  arrival: Arrival,
  recordId: string,
  { fields, identifiers, notices }: Extract<Mapping<SlotFields>, { ok: true }>,
): Kept {
  const before = arrival.previous && slotFromFhir(arrival.previous, arrival.zone);
  const next = said(arrival, fields);
  const merged = mergeIntoRecord(arrival, blockRecord, recordId, {
    base: before?.ok
      ? baseOver(arrival, blockRecord, recordId, next, said(arrival, before.fields))
      : undefined,
    next,
    groups: GROUPS.filter((group) => group.every((key) => key in next)),
  });
  const isCut = fields.time === null && fields.isUnavailable;
  const problems: readonly MappingProblem[] = isCut ? [{ code: 'over-midnight', element: 'Slot.end' }] : [];
  return asRecord('Slot', recordId, identifiers, [...notices, ...problems], merged);
}

function said(arrival: Arrival, { isUnavailable, time, reason, ...slot }: SlotFields): FieldValues {
  const whose = whoseTime(arrival, slot);
  return { ...whose, ...time, reason, active: isUnavailable };
}

interface Whose {
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
}

/** Whose time a slot is; null where that is nobody's here, undefined while it may still come. */
function whoseTime(arrival: Arrival, { schedule }: Pick<SlotFields, 'schedule'>): Whose | null | undefined {
  const content = contentOfReference(arrival.unit.db, arrival.source, schedule);
  if (content === undefined) return schedule.id === null ? null : undefined;
  const mapped = scheduleFromFhir(JSON.parse(content) as Unknown);
  if (!mapped.ok || !mapped.fields.isActive) return null;
  const { actors } = mapped.fields;
  const provider = actorOf(arrival, actors, ['Practitioner', 'PractitionerRole']);
  // Of somebody at a place it is their time, and the place is free for others.
  const recordId = recordWhereHere(arrival, provider ?? actorOf(arrival, actors, ['Location']));
  if (recordId === null || recordId === undefined) {
    const mayCome = recordId === undefined || hasUnknownActor(arrival, actors);
    return mayCome ? undefined : null;
  }
  return provider === null
    ? { providerId: null, roomId: recordId as RoomId }
    : { providerId: recordId as ProviderId, roomId: null };
}
