import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { ForWhom } from '../../shared/practice/type-rules.ts';

/** The columns of an appointment type that say how the calendar treats it, under the names of the contract. */
export const TYPE_RULE_COLUMNS = `color, buffer_minutes AS bufferMinutes, preparation, for_whom AS forWhom,
  provider_ids AS providerIds, room_ids AS roomIds`;

export interface TypeRuleColumns {
  readonly color: number;
  readonly bufferMinutes: number;
  readonly preparation: string;
  readonly forWhom: ForWhom;
  /** JSON lists of ids. */
  readonly providerIds: string;
  readonly roomIds: string;
}

/** A row with its lists read. */
export function withLists<Row extends TypeRuleColumns>(
  row: Row,
): Omit<Row, 'providerIds' | 'roomIds'> & { providerIds: ProviderId[]; roomIds: RoomId[] } {
  return { ...row, providerIds: JSON.parse(row.providerIds), roomIds: JSON.parse(row.roomIds) };
}
