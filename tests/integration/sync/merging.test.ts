import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PatientId, VisitId } from '../../../shared/kernel/ids.ts';
import { cents } from '../../../shared/kernel/money.ts';
import { instantOf } from '../../../shared/kernel/time.ts';
import { DAY, MORNING, providerId, roomId, typeId, ZONE } from '../../support/practice.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import {
  disagreements,
  edited,
  onServer,
  openStory,
  person,
  queueOf,
  registered,
  type SyncStory,
} from '../../support/sync-story.ts';

let story: SyncStory;
let one: SyncDesk;
let two: SyncDesk;
beforeAll(async () => {
  story = await openStory({ label: 'merging', count: 2 });
  [one, two] = story.desks as [SyncDesk, SyncDesk];
  await two.practice.desk.signIn('lead');
});
afterAll(() => story.dispose());

/** Somebody whom both desks know. */
async function known(): Promise<PatientId> {
  const who = await registered(one);
  await story.meet();
  return who;
}

interface Conflict {
  readonly fields: readonly string[];
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly mineBy: string;
  readonly theirsBy: string;
  readonly theirsDesk: string;
}

function conflictsAt({ practice }: SyncDesk, localId: string): readonly Conflict[] {
  const rows = practice.db
    .prepare(
      `SELECT fields, mine, theirs, mine_by AS mineBy, theirs_by AS theirsBy, theirs_desk AS theirsDesk
       FROM sync_conflict WHERE local_id = ?`,
    )
    .all(localId) as Record<string, string>[];
  return rows.map(
    ({ fields = '', mine = '', theirs = '', ...names }) =>
      ({
        ...names,
        fields: JSON.parse(fields),
        mine: JSON.parse(mine),
        theirs: JSON.parse(theirs),
      }) as Conflict,
  );
}

function both(check: (desk: SyncDesk) => void): void {
  for (const desk of [one, two]) check(desk);
  expect(story.problems()).toEqual([]);
}

describe('what two desks typed while neither saw the other', () => {
  it('goes together where it is not the same field', async () => {
    const who = await known();
    await edited(one, who, { language: 'es', phone: '(970) 555-0177' });
    await edited(two, who, { email: 'two@place.com', middle: 'Q' });
    await story.meet();
    both((desk) =>
      expect(person(desk, who)).toMatchObject({
        language: 'es',
        phone: '(970) 555-0177',
        email: 'two@place.com',
        middle: 'Q',
      }),
    );
    expect(disagreements(story, who)).toEqual([]);
  });

  it('is kept twice where it is the same field, with who said which, until somebody decides', async () => {
    const who = await known();
    await edited(one, who, { language: 'es' });
    await edited(two, who, { language: 'fr' });
    await story.meet();
    both((desk) => expect(person(desk, who)).toMatchObject({ language: 'es' }));
    expect(conflictsAt(one, who)).toEqual([]);
    expect(conflictsAt(two, who)).toEqual([
      {
        fields: ['language'],
        mine: { language: 'fr' },
        theirs: { language: 'es' },
        mineBy: 'Person lead',
        theirsBy: 'Person front-desk',
        theirsDesk: '00000001-0000-7000-8000-000000000001',
      },
    ]);
    await edited(two, who, { language: 'fr' });
    await story.meet();
    both((desk) => expect(person(desk, who)).toMatchObject({ language: 'fr' }));
  });

  it('is nothing to decide where both typed the same', async () => {
    const who = await known();
    await edited(one, who, { city: 'Estes Park' });
    await edited(two, who, { city: 'Estes Park' });
    await story.meet();
    both((desk) => expect(person(desk, who)).toMatchObject({ city: 'Estes Park' }));
    expect(disagreements(story, who)).toEqual([]);
  });

  it('moves whole where it belongs together: no half of one address and half of another', async () => {
    const who = await known();
    await edited(one, who, { addressLine: '9 Elm Street', city: 'Estes Park', postalCode: '80517' });
    await edited(two, who, { addressLine: '4 Oak Street' });
    await story.meet();
    both((desk) =>
      expect(person(desk, who)).toMatchObject({
        address_line: '9 Elm Street',
        city: 'Estes Park',
        postal_code: '80517',
      }),
    );
    expect(conflictsAt(two, who)).toMatchObject([
      {
        fields: ['addressLine', 'city', 'state', 'postalCode'],
        mine: { addressLine: '4 Oak Street', city: 'Loveland' },
      },
    ]);
  });

  it('and what the EHR’s own people typed is kept twice, too', async () => {
    const who = await known();
    const [resource] = onServer(story, 'Patient', who);
    await story.ehr('PUT', `/Patient/${resource?.id}`, { ...resource, birthDate: '1946-07-09' });
    await edited(two, who, { birthDate: '1946-07-08' as never });
    await story.meet();
    both((desk) => expect(person(desk, who)).toMatchObject({ birth_date: '1946-07-09' }));
    expect(conflictsAt(two, who)).toMatchObject([
      { fields: ['birthDate'], mine: { birthDate: '1946-07-08' }, theirs: { birthDate: '1946-07-09' } },
    ]);
  });
});

const slot = { next: 0 };

/** A visit that both desks know; each has a time of its own this afternoon. */
async function booked(): Promise<VisitId> {
  const who = await registered(one);
  slot.next += 1;
  const { visitId } = await one.practice.desk.tell('calendar.book', {
    who: { known: true, patientId: who },
    typeId,
    providerId,
    roomId: null,
    starts: instantOf(DAY, 11 + Math.floor(slot.next / 3), (slot.next % 3) * 20, ZONE),
    minutes: 20,
    reason: '',
  });
  await story.meet();
  return visitId;
}

function visit({ practice }: SyncDesk, visitId: VisitId): Record<string, unknown> {
  return practice.db.prepare('SELECT * FROM visit WHERE id = ?').get(visitId) as Record<string, unknown>;
}

describe('whoever was there', () => {
  const absences = [
    ['no-show', { move: 'no-show' }],
    ['cancelled', { move: 'cancel', reason: 'Called in sick' }],
  ] as const;

  it.each(absences)(
    'was there, though the other desk told first that they were %s',
    async (status, absent) => {
      const visitId = await booked();
      await one.practice.desk.tell('visits.move', { visitId, ...absent } as never);
      await two.practice.desk.tell('visits.move', { visitId, move: 'arrive' });
      await story.meet();
      both((desk) =>
        expect(visit(desk, visitId)).toMatchObject({
          status: 'arrived',
          cancel_reason: null,
          arrived_at: MORNING,
        }),
      );
      expect(conflictsAt(two, visitId)).toMatchObject([
        { mine: { status: 'arrived' }, theirs: { status }, theirsBy: 'Person front-desk' },
      ]);
    },
  );

  it.each(absences)('was there, though this desk thought that they were %s', async (status, absent) => {
    const visitId = await booked();
    await one.practice.desk.tell('visits.move', { visitId, move: 'arrive' });
    await two.practice.desk.tell('visits.move', { visitId, ...absent } as never);
    await story.meet();
    both((desk) => expect(visit(desk, visitId)).toMatchObject({ status: 'arrived', cancel_reason: null }));
    expect(conflictsAt(two, visitId)).toMatchObject([{ mine: { status }, theirs: { status: 'arrived' } }]);
  });

  it('is not expected again by a desk that only heard that they would come', async () => {
    const visitId = await booked();
    await one.practice.desk.tell('visits.move', { visitId, move: 'confirm' });
    await two.practice.desk.tell('visits.move', { visitId, move: 'arrive' });
    await story.meet();
    both((desk) => expect(visit(desk, visitId)).toMatchObject({ status: 'arrived', arrived_at: MORNING }));
  });
});

describe('a visit that is moved', () => {
  it('moves whole: the time of one desk and the doctor of another make no visit', async () => {
    const visitId = await booked();
    const at = (h: number) => instantOf('2026-03-13' as typeof DAY, h, 0, ZONE);
    const before = visit(two, visitId);
    const place = { providerId, roomId: null, minutes: 20 } as const;
    await one.practice.desk.tell('calendar.move', { ...place, visitId, starts: at(9) });
    await two.practice.desk.tell('calendar.move', { ...place, visitId, starts: at(15), minutes: 40, roomId });
    await story.meet();
    both((desk) =>
      expect(visit(desk, visitId)).toMatchObject({ scheduled_at: at(9), minutes: 20, room_id: null }),
    );
    expect(before['scheduled_at']).not.toBe(at(9));
    expect(conflictsAt(two, visitId)).toMatchObject([
      { mine: { scheduledAt: at(15), roomId }, theirs: { scheduledAt: at(9), roomId: null } },
    ]);
  });
});

describe('money', () => {
  async function paid(): Promise<{ readonly visitId: VisitId; readonly tenderId: string }> {
    const who = await registered(one);
    const { visitId } = await one.practice.desk.tell('visits.walkIn', {
      who: { known: true, patientId: who },
      reason: 'cut finger',
      providerId,
      again: true,
    });
    const { tenderId } = await one.practice.desk.tell('cash.takePayment', {
      visitId,
      payment: { tender: 'cash', amountCents: cents(2_500), reference: '', purpose: 'prepayment' },
    });
    await story.meet();
    return { visitId, tenderId };
  }

  const ledger = ({ practice }: SyncDesk, visitId: VisitId): number[] =>
    practice.db
      .prepare('SELECT amount_cents FROM tender WHERE visit_id = ? ORDER BY amount_cents')
      .pluck()
      .all(visitId) as number[];

  it('once taken stays what it is, whatever somebody makes of it in the EHR', async () => {
    const { visitId, tenderId } = await paid();
    const [notice] = onServer(story, 'PaymentNotice', tenderId);
    const changed = JSON.stringify({
      ...notice,
      amount: { value: 9_999, currency: 'USD' },
      status: 'cancelled',
    }).replaceAll('2500', '999900');
    const { status } = await story.ehr('PUT', `/PaymentNotice/${notice?.id}`, changed);
    expect(status).toBe(200);
    await story.meet();
    both((desk) => expect(ledger(desk, visitId)).toEqual([2_500]));
    expect(queueOf(one)).toEqual([]);
  });

  it('that both desks voided keeps both their entries', async () => {
    const { visitId, tenderId } = await paid();
    await one.practice.desk.signIn('lead');
    await one.practice.desk.tell('cash.voidTender', { tenderId, reason: 'Wrong amount' } as never);
    await two.practice.desk.tell('cash.voidTender', { tenderId, reason: 'Asked for it back' } as never);
    await one.practice.desk.signIn('front-desk');
    await story.meet();
    for (const desk of [one, two]) {
      expect(ledger(desk, visitId)).toEqual([-2_500, -2_500, 2_500]);
      expect(queueOf(desk)).toEqual([]);
    }
  });
});
