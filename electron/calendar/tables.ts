import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { provider, room } from '../practice/tables.ts';

/** The week of a provider or of a room from one day on; it is replaced by a later one, never changed under old bookings. */
export const workWeek = sqliteTable(
  'work_week',
  {
    id: text('id').primaryKey(),
    providerId: text('provider_id').references(() => provider.id),
    roomId: text('room_id').references(() => room.id),
    fromDay: text('from_day').$type<PlainDate>().notNull(),
    untilDay: text('until_day').$type<PlainDate>(),
    /** JSON list of `{weekday, opens, closes}`; see shared/practice/hours.ts. */
    hours: text('hours').notNull(),
    active: integer('active', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('work_week_from').on(table.fromDay)],
);

/** Time that is kept free: of one provider, one room, or of the whole practice where neither is named. */
export const calendarBlock = sqliteTable(
  'calendar_block',
  {
    id: text('id').primaryKey(),
    providerId: text('provider_id').references(() => provider.id),
    roomId: text('room_id').references(() => room.id),
    fromDay: text('from_day').$type<PlainDate>().notNull(),
    untilDay: text('until_day').$type<PlainDate>().notNull(),
    /** `HH:MM` by the clock on the wall, the same on each day; null for whole days. */
    opens: text('opens'),
    closes: text('closes'),
    reason: text('reason').notNull(),
    active: integer('active', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('calendar_block_until').on(table.untilDay, table.fromDay)],
);
