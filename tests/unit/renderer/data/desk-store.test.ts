import { beforeEach, expect, it } from 'vitest';
import { openChart, openRegister, useDesk } from '../../../../renderer/data/desk-store.ts';
import type { PatientId, StaffId } from '../../../../shared/kernel/ids.ts';

const ana = '00000000-0000-7000-8000-000000000001' as StaffId;
const ben = '00000000-0000-7000-8000-000000000002' as StaffId;
const patient = '00000000-0000-7000-8000-000000000009' as PatientId;

beforeEach(() => useDesk.setState(useDesk.getInitialState(), true));

it('gives a person back their place and their half-typed form after a lock', () => {
  useDesk.getState().enter(ana);
  openRegister();
  useDesk.getState().keepDraft('patients/register', { family: 'Ok' });
  useDesk.getState().leave();
  expect(useDesk.getState().place.patients).toBeNull();
  useDesk.getState().enter(ana);
  expect(useDesk.getState().place).toMatchObject({ room: 'patients', patients: { kind: 'register' } });
  expect(useDesk.getState().drafts[`${ana}/patients/register`]).toEqual({ family: 'Ok' });
});

it('shows the next person neither the place nor the form of the one before', () => {
  useDesk.getState().enter(ana);
  openChart(patient);
  useDesk.getState().keepDraft('patients/register', { family: 'Ok' });
  useDesk.getState().leave();
  useDesk.getState().enter(ben);
  expect(useDesk.getState().place).toMatchObject({ room: 'today', patients: null });
  expect(useDesk.getState().drafts[`${ben}/patients/register`]).toBeUndefined();
});

it('keeps nothing that is typed while nobody is signed in', () => {
  useDesk.getState().keepDraft('patients/register', { family: 'Ok' });
  expect(useDesk.getState().drafts).toEqual({});
});

it('forgets a draft that is done, and that one only', () => {
  useDesk.getState().enter(ana);
  useDesk.getState().keepDraft('one', 1);
  useDesk.getState().keepDraft('two', 2);
  useDesk.getState().dropDraft('one');
  expect(useDesk.getState().drafts).toEqual({ [`${ana}/two`]: 2 });
});
