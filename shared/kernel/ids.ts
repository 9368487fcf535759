import { z } from 'zod';

type Branded<Name extends string> = string & { readonly __brand: Name };
export type OperationId = Branded<'OperationId'>;
export type PatientId = Branded<'PatientId'>;
export type VisitId = Branded<'VisitId'>;
export type CoverageId = Branded<'CoverageId'>;
export type TenderId = Branded<'TenderId'>;
export type StaffId = Branded<'StaffId'>;
export type ProviderId = Branded<'ProviderId'>;
export type RoomId = Branded<'RoomId'>;
export type AppointmentTypeId = Branded<'AppointmentTypeId'>;
export type DeskId = Branded<'DeskId'>;
export type AlertId = Branded<'AlertId'>;
export type NoteId = Branded<'NoteId'>;
export type RelatedPersonId = Branded<'RelatedPersonId'>;
export type EligibilityId = Branded<'EligibilityId'>;
export type AuthorizationId = Branded<'AuthorizationId'>;
export type ConsentTextId = Branded<'ConsentTextId'>;
export type SignatureId = Branded<'SignatureId'>;
export type PictureId = Branded<'PictureId'>;
export type PriceId = Branded<'PriceId'>;
export type WorkWeekId = Branded<'WorkWeekId'>;
export type BlockId = Branded<'BlockId'>;
export type SeriesId = Branded<'SeriesId'>;
export type WaitingId = Branded<'WaitingId'>;
export type RecallId = Branded<'RecallId'>;
export type CallId = Branded<'CallId'>;
export type TaskId = Branded<'TaskId'>;
export type ImportRunId = Branded<'ImportRunId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A zod schema for one kind of id: a lower-case UUID, branded so that ids of two kinds cannot be mixed up. */
export function idSchema<Id extends string>() {
  return z
    .string()
    .regex(UUID, 'This is not one of our ids.')
    .transform((value) => value as Id);
}

/**
 * A UUIDv7 (RFC 9562, 5.7): time-ordered, so that rows written together lie together in the file.
 * `now` in epoch milliseconds, `random` at least 10 random bytes.
 */
export function uuidV7<Id extends string>(now: number, random: Uint8Array): Id {
  const time = now.toString(16).padStart(12, '0');
  const bytes = Array.from(random.subarray(0, 10));
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70;
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}` as Id;
}
