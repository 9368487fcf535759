import { afterEach, beforeEach, expect, it } from 'vitest';
import { AUDIT_SYSTEM } from '../../../electron/fhir/audit-event.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import { openStory, queueOf, registered, type SyncStory } from '../../support/sync-story.ts';

let story: SyncStory;
let desk: SyncDesk;
let second: SyncDesk;
beforeEach(async () => {
  story = await openStory({ label: 'audit events', count: 2 });
  [desk, second] = story.desks as [SyncDesk, SyncDesk];
  await desk.practice.desk.signIn('administrator');
});
afterEach(() => story.dispose());

const sends = (sendsAudit: boolean) =>
  desk.practice.desk.tell('practice.setPolicy', { policy: { minimumVersion: '', sendsAudit } });
const events = () => story.office.ehr.resources('AuditEvent');
const tags = (): string[] =>
  events().flatMap(({ meta }) =>
    ((meta as { tag?: { system: string; code: string }[] }).tag ?? [])
      .filter(({ system }) => system === AUDIT_SYSTEM)
      .map(({ code }) => code),
  );
const lines = ({ practice }: SyncDesk): number =>
  practice.db.prepare('SELECT count(*) FROM audit').pluck().get() as number;
const lastLine = ({ practice }: SyncDesk): string =>
  practice.db.prepare(`SELECT desk_id || '.' || max(sequence) FROM audit`).pluck().get() as string;

it('nothing of it is sent until the practice asks for it, and nothing from before', async () => {
  await registered(desk);
  await story.meet();
  expect(events()).toEqual([]);
  await sends(true);
  await story.cycle(desk);
  const before = lines(desk);
  const who = await registered(desk);
  await desk.practice.desk.ask('patients.chart', { patientId: who });
  await story.meet();
  const [deskId] = lastLine(desk).split('.');
  const own = tags().filter((tag) => tag.startsWith(`${deskId}.`));
  expect(own.length).toBeGreaterThan(0);
  expect(Math.min(...own.map((tag) => Number(tag.split('.')[1])))).toBeGreaterThan(before - 1);
  expect(JSON.stringify(events())).not.toMatch(/Smith|Margaret/);
  expect(JSON.stringify(events())).toContain(who);
});

it('every desk sends its own, each line once, though answers are lost and desks die', async () => {
  await sends(true);
  await story.meet();
  for (const each of [desk, second]) await registered(each);
  story.weather = ({ body }) => (body?.includes('"AuditEvent"') ? 'lost-response' : undefined);
  await story.cycle(desk);
  await story.cycle(second);
  story.weather = ({ body }) => (body?.includes('"AuditEvent"') ? 'crash-after' : undefined);
  await story.cycle(desk);
  story.weather = undefined;
  await story.meet();
  expect(new Set(tags()).size).toBe(tags().length);
  for (const each of [desk, second]) {
    const [deskId, last] = lastLine(each).split('.');
    const own = tags().filter((tag) => tag.startsWith(`${deskId}.`));
    const numbers = own.map((tag) => Number(tag.split('.')[1])).toSorted((one, two) => one - two);
    // Without a gap, up to what was written since.
    expect(numbers).toEqual(numbers.map((_, place) => (numbers[0] ?? 0) + place));
    expect(Number(last) - (numbers.at(-1) ?? 0)).toBeLessThan(5);
  }
});

it('what the server will not take of it stays here and holds up neither the rest nor anything else', async () => {
  await sends(true);
  await story.cycle(desk);
  story.refuses = (resource) =>
    resource.includes('"AuditEvent"') && resource.includes('patients.register') ? 422 : undefined;
  await registered(desk);
  await desk.practice.desk.ask('visits.board', {});
  await story.meet();
  expect(queueOf(desk)).toEqual([]);
  expect(JSON.stringify(events())).not.toContain('patients.register');
  story.refuses = undefined;
  const before = events().length;
  await registered(desk, { family: 'Okafor' });
  await story.meet();
  expect(events().length).toBeGreaterThan(before);
});

it('a server that keeps no such thing is asked once, and everything else goes on', async () => {
  await sends(true);
  await story.cycle(desk);
  story.refuses = (resource) => (resource.includes('"AuditEvent"') ? 404 : undefined);
  await registered(desk);
  await story.meet();
  expect(queueOf(desk)).toEqual([]);
  story.sent.length = 0;
  await registered(desk, { family: 'Okafor' });
  await story.cycle(desk);
  expect(
    story.sent.filter(({ desk: number, body }) => number === 1 && body?.includes('"AuditEvent"')),
  ).toEqual([]);
});

it('once it is switched off nothing more is sent, and switched on again nothing of the time between', async () => {
  await sends(true);
  await story.meet();
  await sends(false);
  await story.meet();
  const before = events().length;
  const who = await registered(desk);
  await story.meet();
  expect(events()).toHaveLength(before);
  await sends(true);
  await story.meet();
  await registered(desk, { family: 'Okafor' });
  await story.meet();
  expect(events().length).toBeGreaterThan(before);
  expect(JSON.stringify(events())).not.toContain(who);
});
