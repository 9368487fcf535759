import { expect, it } from 'vitest';
import { completePractice } from '../../../electron/demo/practice.ts';
import { USUAL_HOURS } from '../../../shared/practice/hours.ts';
import { MORNING, openTestPractice } from '../../support/practice.ts';

it('a demo practice of an earlier version gets what later ones begin with, once, and never against its administrator', async () => {
  const practice = await openTestPractice();
  const { db, desk } = practice;
  const settings = () => desk.ask('practice.settings', {});
  db.prepare(`UPDATE appointment_type SET name = 'Same-day'`).run();
  await desk.signIn('administrator');
  completePractice(db, MORNING);
  completePractice(db, MORNING);
  const { details, appointmentTypes, prices } = await settings();
  expect(details.hours).toEqual(USUAL_HOURS);
  expect(appointmentTypes.map(({ walkIn }) => walkIn)).toEqual([true]);
  expect(prices.map(({ code }) => code)).toEqual(['NOSHOW', 'FORM', 'COPY']);
  await desk.tell('practice.saveDetails', { details: { ...details, hours: [] } });
  completePractice(db, MORNING);
  expect((await settings()).details.hours).toEqual([]);
  practice.dispose();
});
