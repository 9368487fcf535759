import type { RecordKind } from '../engine/records.ts';
import { appointmentType, provider, room } from './tables.ts';

/** What was written down stays written down; it can be switched off. */
const stays = { kind: 'reverse', whenCreated: () => undefined } as const;

/** Somebody who sees patients. */
export const providerRecord: RecordKind<typeof provider> = {
  type: 'Practitioner',
  table: provider,
  topic: 'practice',
  rank: 1,
  undo: stays,
};

/** A room in which they are seen. */
export const roomRecord: RecordKind<typeof room> = {
  type: 'Location',
  table: room,
  topic: 'practice',
  rank: 2,
  undo: stays,
};

/** A kind of visit. */
export const appointmentTypeRecord: RecordKind<typeof appointmentType> = {
  type: 'HealthcareService',
  table: appointmentType,
  topic: 'practice',
  rank: 3,
  undo: stays,
};
