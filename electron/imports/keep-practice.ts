import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { locationFromFhir } from '../fhir/location.ts';
import { organizationFromFhir } from '../fhir/organization.ts';
import { practitionerFromFhir, practitionerRoleFromFhir } from '../fhir/practitioner.ts';
import { providerRecord, roomRecord } from '../practice/records.ts';
import { recordOfReference } from './foreign-store.ts';
import { asValues } from './keep-patient.ts';
import {
  type Arrival,
  asRecord,
  type Kept,
  knownByIdentifier,
  mergeIntoRecord,
  onlyKept,
  refused,
  waiting,
} from './keeping.ts';

/** Keeps an Organization as it came; a coverage takes its insurer’s name from it. */
export function keepOrganization({ resource }: Arrival): Kept {
  const mapped = organizationFromFhir(resource);
  return mapped.ok ? onlyKept(mapped.identifiers, mapped.notices) : mapped;
}

/**
 * Takes a Practitioner over: as the provider with that NPI, where the practice has one, else as one who is switched off.
 * An EHR knows hundreds of clinicians; who of them sees patients here is the administrator’s to say.
 */
export function keepPractitioner(arrival: Arrival): Kept {
  const { unit } = arrival;
  const mapped = practitionerFromFhir(arrival.resource);
  if (!mapped.ok) return mapped;
  const { fields, identifiers, notices } = mapped;
  const npi = identifiers.find(({ kind }) => kind === 'NPI')?.value ?? '';
  const known =
    arrival.recordId ?? knownByIdentifier(arrival, 'Practitioner', identifiers) ?? providerByNpi(unit, npi);
  if (known === 'several') return refused('identifier-of-several', 'Practitioner.identifier');
  const { displayName } = fields.record;
  if (known === undefined) {
    const id = unit.newId<ProviderId>();
    const position = nextPosition(unit, 'provider');
    unit.create(providerRecord, { id, displayName, specialty: '', npi, active: false, position });
    return asRecord('Practitioner', id, identifiers, notices);
  }
  const before = arrival.previous && practitionerFromFhir(arrival.previous);
  const merged = mergeIntoRecord(arrival, providerRecord, known, {
    base: before?.ok ? { displayName: before.fields.record.displayName } : undefined,
    next: { displayName },
  });
  return asRecord('Practitioner', known, identifiers, notices, merged);
}

function providerByNpi({ db }: UnitOfWork, npi: string): string | undefined {
  if (npi === '') return undefined;
  return prepared(db, 'SELECT id FROM provider WHERE npi = ? ORDER BY position LIMIT 1').pluck().get(npi) as
    | string
    | undefined;
}

/** Takes what somebody’s field is from a PractitionerRole; it waits while they are not here. */
export function keepPractitionerRole(arrival: Arrival): Kept {
  const mapped = practitionerRoleFromFhir(arrival.resource);
  if (!mapped.ok) return mapped;
  const { practitioner, record } = mapped.fields;
  const providerId = recordOfReference(arrival.unit.db, arrival.source, practitioner);
  if (providerId === undefined) return waiting();
  const before = arrival.previous && practitionerRoleFromFhir(arrival.previous);
  const merged = mergeIntoRecord(arrival, providerRecord, providerId, {
    base: before?.ok ? asValues(before.fields.record) : undefined,
    next: asValues(record),
  });
  return asRecord('Practitioner', providerId, [], mapped.notices, merged);
}

/** Takes a Location over as a room, switched off, where the source says that it is one; any other place is kept as it came. */
export function keepLocation(arrival: Arrival): Kept {
  const { unit } = arrival;
  const mapped = locationFromFhir(arrival.resource);
  if (!mapped.ok) return mapped;
  const { fields, identifiers, notices } = mapped;
  if (!fields.room) return onlyKept(identifiers, notices);
  const known = arrival.recordId ?? knownByIdentifier(arrival, 'Location', identifiers);
  if (known === 'several') return refused('identifier-of-several', 'Location.identifier');
  const { name } = fields.room;
  if (known === undefined) {
    const id = unit.newId<RoomId>();
    unit.create(roomRecord, { id, name, active: false, position: nextPosition(unit, 'room') });
    return asRecord('Location', id, identifiers, notices);
  }
  const before = arrival.previous && locationFromFhir(arrival.previous);
  const merged = mergeIntoRecord(arrival, roomRecord, known, {
    base: before?.ok && before.fields.room ? { name: before.fields.room.name } : undefined,
    next: { name },
  });
  return asRecord('Location', known, identifiers, notices, merged);
}

/** Behind everybody who is in the list already. */
function nextPosition({ db }: UnitOfWork, table: 'provider' | 'room'): number {
  return prepared(db, `SELECT coalesce(max(position), 0) + 1 FROM ${table}`).pluck().get() as number;
}
