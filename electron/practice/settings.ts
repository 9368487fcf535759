import type { Database } from 'better-sqlite3';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { AppointmentTypeId, DeskId, PriceId, ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { OpenHours } from '../../shared/practice/hours.ts';
import type { settingsContract } from '../../shared/practice/settings-contract.ts';
import { refuseUnknown } from '../calendar/facts.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import type { RecordKind } from '../engine/records.ts';
import { takeBack } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { keepAnAdministrator } from '../staff/administration.ts';
import { staffRecord } from '../staff/records.ts';
import { policyOf, setPolicy } from './policy.ts';
import { deskRow, practiceId, practiceSetting } from './practice-setting.ts';
import {
  appointmentTypeRecord,
  deskRecord,
  PRACTICE_KINDS,
  practiceRecord,
  priceRecord,
  providerRecord,
  roomRecord,
} from './records.ts';
import { TYPE_RULE_COLUMNS, type TypeRuleColumns, withLists } from './type-rows.ts';

type Settings = keyof typeof settingsContract;

/** The methods whose change can be taken back; a desk's own name is changed back by writing it. */
const UNDOABLE = [
  'practice.saveDetails',
  'practice.saveProvider',
  'practice.saveRoom',
  'practice.saveAppointmentType',
  'practice.savePrice',
  'practice.setPolicy',
  'staff.save',
];
const UNDOABLE_KINDS = [...PRACTICE_KINDS, staffRecord] as readonly RecordKind[];

interface TypeRow extends TypeRuleColumns {
  readonly id: AppointmentTypeId;
  readonly name: string;
  readonly minutes: number;
  readonly walkIn: boolean;
  readonly active: boolean;
}

export const settingsQueries: RoomHandlers<QueryHandlers, Settings> = {
  'practice.settings': ({ db, deskId, version }) => {
    const { name, npi, phone, addressLines, zone, hours, paper, idleLockMinutes } = practiceSetting(db);
    const rows = <Row>(sql: string): Row[] =>
      (prepared(db, sql).all() as Record<string, unknown>[]).map(
        (row) =>
          ({
            ...row,
            active: row['active'] === 1,
            ...('walkIn' in row ? { walkIn: row['walkIn'] === 1 } : {}),
          }) as Row,
      );
    return {
      details: {
        name,
        npi,
        phone,
        addressLines: [...addressLines],
        zone,
        hours: hours.map((each) => ({ ...each })),
        paper,
        idleLockMinutes,
      },
      providers: rows(
        'SELECT id, display_name AS displayName, specialty, npi, overbook, active FROM provider ORDER BY position',
      ),
      rooms: rows('SELECT id, name, active FROM room ORDER BY position'),
      appointmentTypes: rows<TypeRow>(
        `SELECT id, name, minutes, walk_in AS walkIn, ${TYPE_RULE_COLUMNS}, active FROM appointment_type ORDER BY position`,
      ).map(withLists),
      prices: rows(
        'SELECT id, code, description, amount_cents AS amountCents, active FROM price_item ORDER BY position',
      ),
      policy: policyOf(db),
      version,
      desk: deskRow(db, deskId) as ReturnType<typeof deskRow> & { id: DeskId },
    };
  },
};

export const settingsCommands: RoomHandlers<CommandHandlers, Settings> = {
  'practice.saveDetails': (unit, { details }) => {
    const { addressLines, hours, ...plain } = details;
    const id = practiceId(unit.db);
    unit.change(practiceRecord, id, {
      ...plain,
      address: addressLines.join('\n'),
      hours: JSON.stringify(hours satisfies OpenHours[]),
    });
    return {};
  },

  'practice.saveProvider': (unit, { id, fields }) => ({
    id: keep<ProviderId>(unit, providerRecord, 'provider', id, fields),
  }),

  'practice.saveRoom': (unit, { id, fields }) => ({ id: keep<RoomId>(unit, roomRecord, 'room', id, fields) }),

  'practice.saveAppointmentType': (unit, { id, fields }) => {
    const { providerIds, roomIds } = fields;
    for (const providerId of providerIds) refuseUnknown(unit.db, { providerId, roomId: null }, true);
    for (const roomId of roomIds) refuseUnknown(unit.db, { providerId: null, roomId }, true);
    const kept = keep<AppointmentTypeId>(unit, appointmentTypeRecord, 'appointment_type', id, {
      ...fields,
      providerIds: JSON.stringify([...new Set(providerIds)]),
      roomIds: JSON.stringify([...new Set(roomIds)]),
    });
    const others = prepared(unit.db, 'SELECT id FROM appointment_type WHERE walk_in = 1 AND id <> ?')
      .pluck()
      .all(kept) as string[];
    if (fields.walkIn)
      for (const other of others) unit.change(appointmentTypeRecord, other, { walkIn: false });
    keepAType(unit);
    return { id: kept };
  },

  'practice.savePrice': (unit, { id, fields }) => ({
    id: keep<PriceId>(unit, priceRecord, 'price_item', id, fields),
  }),

  'practice.saveDesk': (unit, { fields }) => {
    // A desk is this PC: the others know its name; its printer is written with it, and stays here.
    unit.change(deskRecord, unit.deskId, fields);
    return { id: unit.deskId as DeskId };
  },

  'practice.setPolicy': (unit, { policy }) => {
    setPolicy(unit, policy);
    return {};
  },

  'practice.undo': (unit, { operationId }) => {
    takeBack(unit, operationId, UNDOABLE, UNDOABLE_KINDS);
    keepAType(unit);
    keepAnAdministrator(unit.db);
    return {};
  },
};

/** Whether any kind of visit is in use. */
export function hasTypeInUse(db: Database): boolean {
  return prepared(db, 'SELECT 1 FROM appointment_type WHERE active = 1 LIMIT 1').get() !== undefined;
}

/** Throws a Refusal where a walk-in would find no kind of visit in use. */
function keepAType(unit: UnitOfWork): void {
  if (!hasTypeInUse(unit.db))
    throw new Refusal('practice/last-type', 'One kind of visit must stay in use. Add another one first.');
}

/** Changes the record, or adds it at the end of its list. */
function keep<Id extends string>(
  unit: UnitOfWork,
  kind: RecordKind<SQLiteTable>,
  table: 'provider' | 'room' | 'appointment_type' | 'price_item',
  id: Id | null,
  fields: Record<string, unknown>,
): Id {
  if (id === null) {
    const position = prepared(unit.db, `SELECT coalesce(max(position), -1) + 1 FROM ${table}`).pluck().get();
    const added = unit.newId<Id>();
    unit.create(kind, { id: added, ...fields, position } as { id: string });
    return added;
  }
  if (readRecord(unit.db, kind, id) === undefined)
    throw new Refusal('practice/unknown', 'This is not in the settings any more. Look at the list again.');
  unit.change(kind, id, fields);
  return id;
}
