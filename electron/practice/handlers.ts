import type { AppointmentTypeId, DeskId, ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { practiceContract } from '../../shared/practice/contract.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { isOutdated, policyOf } from './policy.ts';
import { deskRow, practiceSetting } from './practice-setting.ts';
import { settingsCommands, settingsQueries } from './settings.ts';
import { TYPE_RULE_COLUMNS, type TypeRuleColumns, withLists } from './type-rows.ts';

type Practice = keyof typeof practiceContract;

interface ListedRow<Id extends string> {
  readonly id: Id;
  readonly active: number;
}

export const practiceQueries: RoomHandlers<QueryHandlers, Practice> = {
  ...settingsQueries,

  'practice.frame': ({ db, day, deskId, version }) => {
    const setting = practiceSetting(db);
    const desk = deskRow(db, deskId);
    const rows = <Row extends ListedRow<string>>(sql: string) =>
      (prepared(db, sql).all() as Row[]).map((row) => ({ ...row, active: row.active === 1 }));
    return {
      name: setting.name,
      phone: setting.phone,
      addressLines: [...setting.addressLines],
      zone: setting.zone,
      demo: setting.demo,
      paper: setting.paper,
      hours: setting.hours.map((each) => ({ ...each })),
      day,
      desk: { id: desk.id as DeskId, name: desk.name },
      outdated: isOutdated(db, version) ? { version, minimumVersion: policyOf(db).minimumVersion } : null,
      providers: rows<ListedRow<ProviderId> & { displayName: string; specialty: string; overbook: number }>(
        'SELECT id, display_name AS displayName, specialty, active, overbook FROM provider ORDER BY position',
      ),
      rooms: rows<ListedRow<RoomId> & { name: string }>(
        'SELECT id, name, active FROM room ORDER BY position',
      ),
      appointmentTypes: (
        prepared(
          db,
          `SELECT id, name, minutes, ${TYPE_RULE_COLUMNS} FROM appointment_type WHERE active = 1 ORDER BY position`,
        ).all() as ({ id: AppointmentTypeId; name: string; minutes: number } & TypeRuleColumns)[]
      ).map(withLists),
    };
  },
};

export const practiceCommands: RoomHandlers<CommandHandlers, Practice> = settingsCommands;
