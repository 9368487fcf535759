import type { CommandName, InputOf } from '../../shared/api/index.ts';
import { cents } from '../../shared/kernel/money.ts';
import { PLAIN_TYPE_RULES } from '../../shared/practice/type-rules.ts';
import { deskOf, operationId, PIN, providerId, type TestPractice } from './practice.ts';

/** Proves of one command that it touched what it says. */
export type Prove = <Value>(name: CommandName, work: () => Promise<Value>) => Promise<Value>;

/** Every command of the settings and of the staff list once, each held against its topics; answers their names. */
export async function provePracticeAndStaff(prove: Prove, { engine }: TestPractice): Promise<CommandName[]> {
  const desk = deskOf(engine);
  await desk.signIn('administrator');
  const proven: CommandName[] = [];
  const tell = <Name extends CommandName>(name: Name, input: InputOf<Name>, id = operationId()) => {
    proven.push(name);
    return prove(name, () => desk.tell(name, input, id));
  };
  const { details } = await desk.ask('practice.settings', {});
  await tell('practice.saveDetails', { details: { ...details, idleLockMinutes: 9 } });
  const active = true;
  await tell('practice.setPolicy', { policy: { minimumVersion: '0.1.0', sendsAudit: false } });
  await tell('practice.saveProvider', {
    id: null,
    fields: { displayName: 'Dr. Chen', specialty: '', npi: '', overbook: 1, active },
  });
  const added = operationId();
  await tell('practice.saveRoom', { id: null, fields: { name: 'Room 7', active } }, added);
  await tell('practice.undo', { operationId: added });
  await tell('practice.saveAppointmentType', {
    id: null,
    fields: { ...PLAIN_TYPE_RULES, name: 'Same-day', minutes: 15, walkIn: true, active },
  });
  await tell('practice.savePrice', {
    id: null,
    fields: { code: '', description: 'Copies', amountCents: cents(500), active },
  });
  const week = { roomId: null, fromDay: '2026-03-01', untilDay: null, hours: [], active };
  const { id: weekId } = await tell('calendar.saveWeek', { id: null, fields: { ...week, providerId } });
  await tell('calendar.saveWeek', { id: weekId, fields: { ...week, providerId, active: false } });
  const days = { fromDay: '2026-03-16', untilDay: '2026-03-16', opens: null, closes: null };
  const block = operationId();
  const whole = { ...days, providerId: null, roomId: null, reason: 'Spring cleaning', active };
  await tell('calendar.saveBlock', { id: null, fields: whole }, block);
  await tell('calendar.undoArrangement', { operationId: block });
  await tell('calendar.saveHolidays', { holidays: ['thanksgiving', 'christmas'] });
  await tell('practice.saveDesk', { fields: { name: 'Window 2', labelPrinter: 'printer' } });
  const { id } = await tell('staff.save', {
    id: null,
    fields: { displayName: 'Rosa Lima', initials: 'RL', role: 'billing', active },
  });
  await tell('staff.setPin', { staffId: id, pin: '739164' });
  await tell('staff.changePin', { currentPin: PIN, pin: '852963' });
  await tell('staff.savePreferences', {
    preferences: { density: 'dense', textSize: 110, theme: 'dark', clock: 24, language: 'es' },
  });
  return proven;
}
