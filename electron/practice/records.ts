import type { RecordKind } from '../engine/records.ts';
import { appointmentType, practice, priceItem, provider, room } from './tables.ts';

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

/** The practice itself. */
export const practiceRecord: RecordKind<typeof practice> = {
  type: 'Organization',
  table: practice,
  topic: 'practice',
  rank: 0,
  undo: stays,
};

/** A line of the price list. */
export const priceRecord: RecordKind<typeof priceItem> = {
  type: 'ChargeItemDefinition',
  table: priceItem,
  topic: 'practice',
  rank: 4,
  undo: stays,
};
