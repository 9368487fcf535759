import type { CommandName, InputOf } from '../../shared/api/index.ts';
import type { PatientId } from '../../shared/kernel/ids.ts';
import {
  addExpectedPatient,
  deskOf,
  operationId,
  providerId,
  type TestPractice,
  typeId,
} from './practice.ts';
import type { Prove } from './practice-topics.ts';

const HOUR = 3_600_000;

/** Every command of the calendar's series and of the work lists once, each held against its topics; answers their names. */
export async function proveLists(prove: Prove, { engine, db, clock }: TestPractice): Promise<CommandName[]> {
  const desk = deskOf(engine);
  await desk.signIn('lead');
  const proven: CommandName[] = [];
  const tell = <Name extends CommandName>(name: Name, input: InputOf<Name>, id = operationId()) => {
    proven.push(name);
    return prove(name, () => desk.tell(name, input, id));
  };
  const { patientId } = addExpectedPatient(db, 7, { family: 'Okafor', given: 'Ada' });
  const place = { providerId, roomId: null, minutes: 20 };
  const starts = clock.now() + 48 * HOUR;
  const series = await tell('calendar.bookSeries', {
    patientId,
    typeId,
    reason: 'wound check',
    places: [0, 7, 14].map((days) => ({ ...place, starts: starts + days * 24 * HOUR })),
  });
  const [visitId = '', second = ''] = series.visitIds;
  await tell('calendar.late', { visitId, minutes: 10 });
  await desk.tell('calendar.move', { ...place, visitId, starts: starts + HOUR });
  await tell('calendar.explainMove', { visitId, why: 'the bus was late' });
  await tell('calendar.keepBoth', { visitId, reason: 'they are sisters' });
  await tell('worklists.logCall', { about: { kind: 'visit', id: visitId }, outcome: 'message', note: '' });
  await tell('calendar.cancelRest', { visitId: second, reason: 'the wound has healed' });
  await proveWaiting(tell, patientId);
  await proveTasks(tell, visitId);
  return proven;
}

async function proveWaiting(
  tell: <Name extends CommandName>(name: Name, input: InputOf<Name>, id?: string) => Promise<unknown>,
  patientId: PatientId,
): Promise<void> {
  const wish = {
    typeId,
    providerIds: [],
    weekdays: [],
    opens: null,
    closes: null,
    fromDay: '2026-03-10',
    untilDay: '2026-06-10',
    isUrgent: false,
    note: '',
  };
  const { id } = (await tell('worklists.saveWaiting', { id: null, patientId, wish })) as { id: string };
  await tell('worklists.offer', { id, starts: 1_773_400_000_000, providerId });
  const closing = operationId();
  await tell('worklists.closeWaiting', { id, status: 'withdrawn' }, closing);
  await tell('worklists.undo', { operationId: closing });
  const fields = { typeId, providerId, dueDay: '2026-09-10', note: '' };
  const recall = (await tell('worklists.saveRecall', { id: null, patientId, fields })) as { id: string };
  await tell('worklists.closeRecall', { id: recall.id });
}

async function proveTasks(
  tell: <Name extends CommandName>(name: Name, input: InputOf<Name>, id?: string) => Promise<unknown>,
  visitId: string,
): Promise<void> {
  const fields = {
    title: 'Call back',
    note: 'before noon',
    staffId: null,
    role: 'billing',
    dueDay: '2026-03-11',
    dueTime: '11:30',
  } as const;
  const from = { kind: 'visit', id: visitId } as const;
  const { id } = (await tell('tasks.save', { id: null, from, fields })) as { id: string };
  await tell('tasks.done', { id });
  await tell('tasks.reopen', { id });
  const dropping = operationId();
  await tell('tasks.cancel', { id, reason: 'They called themselves' }, dropping);
  await tell('tasks.undo', { operationId: dropping });
}
