import type { RecordKind } from '../engine/records.ts';
import { appointmentType, desk, practice, practicePolicy, priceItem, provider, room } from './tables.ts';

/** What was added in error goes out of use: nothing that an old visit may name is ever removed. */
const retires = { kind: 'reverse', whenCreated: () => ({ active: false }) } as const;

/** Somebody who sees patients. */
export const providerRecord: RecordKind<typeof provider> = {
  type: 'Practitioner',
  table: provider,
  topic: 'practice',
  rank: 1,
  undo: retires,
};

/** A room in which they are seen. */
export const roomRecord: RecordKind<typeof room> = {
  type: 'Location',
  table: room,
  topic: 'practice',
  rank: 2,
  undo: retires,
};

/** A kind of visit. */
export const appointmentTypeRecord: RecordKind<typeof appointmentType> = {
  type: 'HealthcareService',
  table: appointmentType,
  topic: 'practice',
  rank: 3,
  undo: retires,
};

/** The practice itself. */
export const practiceRecord: RecordKind<typeof practice> = {
  type: 'Organization',
  table: practice,
  topic: 'practice',
  rank: 0,
  undo: { kind: 'reverse', whenCreated: () => undefined },
};

/** What the practice asks of its desks. */
export const policyRecord: RecordKind<typeof practicePolicy> = {
  type: 'Basic.policy',
  table: practicePolicy,
  topic: 'practice',
  rank: 0,
  undo: { kind: 'reverse', whenCreated: () => ({ minimumVersion: '' }) },
};

/** A line of the price list. */
export const priceRecord: RecordKind<typeof priceItem> = {
  type: 'ChargeItemDefinition',
  table: priceItem,
  topic: 'practice',
  rank: 4,
  undo: retires,
};

/** A reception PC. Its label printer is its own and no part of what the others know. */
export const deskRecord: RecordKind<typeof desk> = {
  type: 'Basic.desk',
  table: desk,
  topic: 'practice',
  rank: 0,
  undo: { kind: 'reverse', whenCreated: () => undefined },
};

/** Every kind of record that this room keeps. */
export const PRACTICE_KINDS = [
  practiceRecord,
  policyRecord,
  deskRecord,
  providerRecord,
  roomRecord,
  appointmentTypeRecord,
  priceRecord,
] as unknown as readonly RecordKind[];
