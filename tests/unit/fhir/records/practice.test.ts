import { describe, expect, it } from 'vitest';
import { appointmentTypeMapping } from '../../../../electron/fhir/records/appointment-type.ts';
import { blockMapping } from '../../../../electron/fhir/records/block.ts';
import { deskMapping } from '../../../../electron/fhir/records/desk.ts';
import { practiceMapping } from '../../../../electron/fhir/records/practice.ts';
import { preferenceMapping } from '../../../../electron/fhir/records/preference.ts';
import { priceMapping } from '../../../../electron/fhir/records/price.ts';
import { providerMapping } from '../../../../electron/fhir/records/provider.ts';
import { providerRole } from '../../../../electron/fhir/records/provider-role.ts';
import { roomMapping } from '../../../../electron/fhir/records/room.ts';
import { staffMapping } from '../../../../electron/fhir/records/staff.ts';
import { workWeekMapping } from '../../../../electron/fhir/records/work-week.ts';
import type { Cents } from '../../../../shared/kernel/money.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import { elementsOf, idOf, inDeskPart, told, toldBeside, understood } from '../../../support/told.ts';

const id = idOf(1);
const HOURS = JSON.stringify([{ weekday: 1, opens: '08:00', closes: '17:00' }]);
const NPI = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };

describe('the practice', () => {
  const row = {
    id,
    name: 'Cedar Hill Family Practice',
    phone: '(970) 555-0100',
    address: '12 Cedar Hill Road\nFort Collins, CO 80524',
    zone: 'America/Denver',
    demo: false,
    idleLockMinutes: 10,
    npi: NPI.value,
    hours: HOURS,
    paper: 'letter' as const,
    holidays: '["thanksgiving"]',
  };
  const resource = told(practiceMapping, row);
  const { id: _id, demo: _demo, ...travelling } = row;

  it('is an Organization', () => {
    expect(elementsOf(resource)).toEqual({
      resourceType: 'Organization',
      identifier: [NPI],
      type: [
        {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/organization-type',
              code: 'prov',
              display: 'Healthcare Provider',
            },
          ],
        },
      ],
      name: 'Cedar Hill Family Practice',
      telecom: [{ system: 'phone', value: '(970) 555-0100', use: 'work' }],
      address: [{ use: 'work', line: ['12 Cedar Hill Road', 'Fort Collins, CO 80524'] }],
    });
    expect(inDeskPart(resource)).toEqual(['zone', 'idleLockMinutes', 'hours', 'paper', 'holidays']);
    expect(understood(practiceMapping, resource)).toEqual(travelling);
  });

  it('does not tell another store whether that is a demo', () => {
    expect(understood(practiceMapping, resource)).not.toHaveProperty('demo');
    const { demo: _, ...arriving } = row;
    expect(practiceMapping.derived?.(arriving as never, row.zone)).toEqual({ demo: false });
    expect(practiceMapping.derived?.({ ...row, demo: true }, row.zone)).toEqual({ demo: true });
  });

  it('moved by an EHR has its new address in lines', () => {
    const address = [{ line: ['7 Elm Street'], city: 'Loveland', state: 'CO', postalCode: '80537' }];
    expect(understood(practiceMapping, { ...resource, address })).toEqual({
      ...travelling,
      address: '7 Elm Street\nLoveland, CO 80537',
    });
  });

  it('never takes over a time zone that there is not', () => {
    const [extension] = resource['extension'] as readonly unknown[];
    const broken = JSON.parse(
      JSON.stringify(extension).replace('America/Denver', 'America/Nowhere'),
    ) as unknown;
    expect(understood(practiceMapping, { ...resource, extension: [broken] })).not.toHaveProperty('zone');
  });
});

describe('somebody who sees patients', () => {
  const row = {
    id,
    displayName: 'Dr. Amara Okafor',
    specialty: 'Family medicine',
    npi: NPI.value,
    overbook: 1,
    active: true,
    position: 0,
  };
  const { id: _, ...travelling } = row;
  const resource = told(providerMapping, row);

  it('is a Practitioner', () => {
    expect(elementsOf(resource)).toEqual({
      resourceType: 'Practitioner',
      identifier: [NPI],
      active: true,
      name: [{ text: 'Dr. Amara Okafor' }],
    });
    expect(inDeskPart(resource)).toEqual(['specialty', 'overbook', 'position']);
    expect(understood(providerMapping, resource)).toEqual(travelling);
  });

  it('renamed or taken out of use by an EHR is so at the desk', () => {
    const name = [{ family: 'Okafor', given: ['Amara'], prefix: ['Dr.'], suffix: ['MD'] }];
    expect(understood(providerMapping, { ...resource, name, active: false })).toEqual({
      ...travelling,
      displayName: 'Dr. Amara Okafor, MD',
      active: false,
    });
  });

  it('has a PractitionerRole beside it that says the specialty, where there is one', () => {
    expect(toldBeside(providerRole, row)).toEqual({
      resourceType: 'PractitionerRole',
      active: true,
      practitioner: { reference: `Practitioner/${id}` },
      specialty: [{ text: 'Family medicine' }],
    });
    expect(providerRole.isDue(row)).toBe(true);
    expect(providerRole.isDue({ ...row, specialty: ' ' })).toBe(false);
    expect(toldBeside(providerRole, { ...row, specialty: '' })).not.toHaveProperty('specialty');
  });
});

it('a room is a Location of the physical type ro', () => {
  const resource = told(roomMapping, { id, name: 'Room 3', active: true, position: 2 });
  expect(elementsOf(resource)).toEqual({
    resourceType: 'Location',
    status: 'active',
    name: 'Room 3',
    mode: 'instance',
    physicalType: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/location-physical-type',
          code: 'ro',
          display: 'Room',
        },
      ],
    },
  });
  expect(inDeskPart(resource)).toEqual(['position']);
  expect(understood(roomMapping, { ...resource, status: 'suspended', name: 'Room 3 b' })).toEqual({
    name: 'Room 3 b',
    active: false,
    position: 2,
  });
});

it('a kind of visit is a HealthcareService', () => {
  const row = {
    id,
    name: 'Annual',
    minutes: 40,
    walkIn: false,
    color: 2,
    bufferMinutes: 5,
    preparation: 'Nothing to eat from midnight on.',
    forWhom: 'established' as const,
    providerIds: JSON.stringify([idOf(7)]),
    roomIds: '[]',
    active: true,
    position: 1,
  };
  const { id: _, ...travelling } = row;
  const resource = told(appointmentTypeMapping, row);
  expect(elementsOf(resource)).toEqual({
    resourceType: 'HealthcareService',
    active: true,
    name: 'Annual',
    comment: 'Nothing to eat from midnight on.',
    appointmentRequired: true,
  });
  expect(inDeskPart(resource)).toEqual([
    'minutes',
    'walkIn',
    'color',
    'bufferMinutes',
    'forWhom',
    'providerIds',
    'roomIds',
    'active',
    'position',
  ]);
  const said = { ...resource, name: 'Yearly check-up', active: false };
  expect(understood(appointmentTypeMapping, said)).toEqual({
    ...travelling,
    name: 'Yearly check-up',
  });
});

describe('a price', () => {
  const row = {
    id,
    code: 'NO-SHOW',
    description: 'Missed visit',
    amountCents: 2_999 as Cents,
    active: true,
    position: 0,
  };
  const { id: _, ...travelling } = row;
  const resource = told(priceMapping, row);
  const costs = (value: number, currency = 'USD') => ({
    ...resource,
    propertyGroup: [{ priceComponent: [{ type: 'base', amount: { value, currency } }] }],
  });

  it('is a ChargeItemDefinition', () => {
    expect(elementsOf(resource)).toEqual({
      resourceType: 'ChargeItemDefinition',
      url: `urn:uuid:${id}`,
      title: 'Missed visit',
      status: 'active',
      code: { coding: [{ system: 'urn:anteroom:price', code: 'NO-SHOW' }] },
      propertyGroup: [{ priceComponent: [{ type: 'base', amount: { value: 29.99, currency: 'USD' } }] }],
    });
    expect(inDeskPart(resource)).toEqual(['position']);
    expect(understood(priceMapping, resource)).toEqual(travelling);
  });

  it.each([0, 1, 29, 1_005, 114_10, 999_999_99, 100_000_000_00])(
    'of %i cents stays exactly that',
    (amountCents) => {
      const { extension: _, ...bare } = told(priceMapping, { ...row, amountCents: amountCents as Cents });
      expect(understood(priceMapping, bare)['amountCents']).toBe(amountCents);
    },
  );

  it('raised by an EHR is raised here; in another currency, or in parts of a cent, it is not', () => {
    expect(understood(priceMapping, costs(35))['amountCents']).toBe(3_500);
    expect(understood(priceMapping, costs(35, 'EUR'))).not.toHaveProperty('amountCents');
    expect(understood(priceMapping, costs(35.005))).not.toHaveProperty('amountCents');
  });
});

describe('the week of a provider', () => {
  const row = {
    id,
    providerId: idOf(7),
    roomId: null,
    fromDay: '2026-03-02' as PlainDate,
    untilDay: null,
    hours: HOURS,
    active: true,
  };
  const { id: _, ...travelling } = row;

  it('is a Schedule; which hours, the desk’s part says', () => {
    const resource = told(workWeekMapping, row);
    expect(elementsOf(resource)).toEqual({
      resourceType: 'Schedule',
      active: true,
      actor: [{ reference: `Practitioner/${idOf(7)}` }],
      planningHorizon: { start: '2026-03-02' },
    });
    expect(inDeskPart(resource)).toEqual(['hours']);
    expect(
      understood(workWeekMapping, {
        ...resource,
        planningHorizon: { start: '2026-03-02', end: '2026-06-30' },
      }),
    ).toEqual({
      ...travelling,
      untilDay: '2026-06-30',
    });
  });

  it('of a room names the room, and of the whole practice nobody', () => {
    const ofRoom = told(workWeekMapping, { ...row, providerId: null, roomId: idOf(8) });
    expect(ofRoom['actor']).toEqual([{ reference: `Location/${idOf(8)}` }]);
    expect(understood(workWeekMapping, ofRoom)).toMatchObject({ providerId: null, roomId: idOf(8) });
    const ofAll = told(workWeekMapping, { ...row, providerId: null });
    expect(ofAll['actor']).toEqual([{ display: 'The practice' }]);
    expect(understood(workWeekMapping, ofAll)).toMatchObject({ providerId: null, roomId: null });
  });
});

it('time that is kept free is a Basic about whose time it is', () => {
  const row = {
    id,
    providerId: idOf(7),
    roomId: null,
    fromDay: '2026-03-10' as PlainDate,
    untilDay: '2026-03-12' as PlainDate,
    opens: '12:00',
    closes: '13:00',
    reason: 'Lunch',
    active: true,
  };
  const { id: _, ...travelling } = row;
  const resource = told(blockMapping, row);
  expect(elementsOf(resource)).toEqual({
    resourceType: 'Basic',
    code: { coding: [{ system: 'urn:anteroom:kind', code: 'block', display: 'Time kept free' }] },
    subject: { reference: `Practitioner/${idOf(7)}` },
  });
  expect(understood(blockMapping, resource)).toEqual(travelling);
  const ofAll = told(blockMapping, { ...row, providerId: null, opens: null, closes: null });
  expect(ofAll).not.toHaveProperty('subject');
  expect(understood(blockMapping, ofAll)).toMatchObject({ providerId: null, roomId: null, opens: null });
});

describe('who works here', () => {
  const row = {
    id,
    displayName: 'Rosa Delgado',
    initials: 'RD',
    role: 'lead' as const,
    active: true,
    position: 3,
  };
  const { id: _, ...travelling } = row;

  it('is a Person whose role no EHR can change', () => {
    const resource = told(staffMapping, row);
    expect(elementsOf(resource)).toEqual({
      resourceType: 'Person',
      active: true,
      name: [{ text: 'Rosa Delgado' }],
    });
    expect(understood(staffMapping, { ...resource, active: false, name: [{ text: 'R.' }] })).toEqual(
      travelling,
    );
  });

  it('likes the desk in a way that a Basic says under the same id', () => {
    const liked = { density: 'dense', textSize: 110, theme: 'dark', clock: 24, language: 'es' } as const;
    const resource = told(preferenceMapping, { id, ...liked });
    expect(elementsOf(resource)).toEqual({
      resourceType: 'Basic',
      code: {
        coding: [{ system: 'urn:anteroom:kind', code: 'preference', display: 'How somebody likes the desk' }],
      },
    });
    expect(understood(preferenceMapping, resource)).toEqual(liked);
  });
});

it('a reception PC is a Basic, without its printer', () => {
  const row = { id, name: 'Window 2', receiptPrefix: 'D2', labelPrinter: 'printer.local:9100' };
  const resource = told(deskMapping, row);
  expect(elementsOf(resource)).toEqual({
    resourceType: 'Basic',
    code: { coding: [{ system: 'urn:anteroom:kind', code: 'desk', display: 'Reception desk' }] },
  });
  expect(understood(deskMapping, resource)).toEqual({ name: 'Window 2', receiptPrefix: 'D2' });
  expect(JSON.stringify(resource)).not.toContain('printer');
});
