import { appointmentTypeMapping } from '../../electron/fhir/records/appointment-type.ts';
import { practiceMapping } from '../../electron/fhir/records/practice.ts';
import { staffMapping } from '../../electron/fhir/records/staff.ts';
import { USUAL_HOURS } from '../../shared/practice/hours.ts';
import type { Resource } from './ehr/fhir-types.ts';
import { idOf, told } from './told.ts';

/** Who may set it up. */
export const KNOWN_ADMINISTRATOR = idOf(11);

const person = (number: number, displayName: string, role: 'administrator' | 'front-desk') =>
  told(staffMapping, { id: idOf(number), displayName, initials: 'XX', role, active: true, position: number });

/** A practice as its first desk has told it to the server: itself, three people and a kind of visit. */
const practice = [
  told(practiceMapping, {
    id: idOf(1),
    name: 'Riverside Family Medicine',
    phone: '(970) 555-0100',
    address: '1 River Road\nLoveland, CO 80537',
    zone: 'America/Denver',
    demo: false,
    idleLockMinutes: 10,
    npi: '',
    hours: JSON.stringify(USUAL_HOURS),
    paper: 'letter',
    holidays: '[]',
  }),
  person(11, 'Grace Adeyemi', 'administrator'),
  person(12, 'Ana Ruiz', 'front-desk'),
  person(13, 'Marcus Webb', 'front-desk'),
  told(appointmentTypeMapping, {
    id: idOf(21),
    name: 'Follow-up',
    minutes: 20,
    walkIn: true,
    color: 0,
    bufferMinutes: 0,
    preparation: '',
    forWhom: 'any',
    providerIds: '[]',
    roomIds: '[]',
    active: true,
    position: 0,
  }),
].map((resource, number) => ({ ...resource, id: `known-${number}` }));

const people = Array.from({ length: 60 }, (_, number) => ({
  resourceType: 'Patient',
  id: `p${number}`,
  name: [{ family: 'Quillfeather', given: [`Zelda ${number}`] }],
  birthDate: '1980-01-01',
}));

const today = Array.from({ length: 5 }, (_, number) => ({
  resourceType: 'Appointment',
  id: `today-${number}`,
  status: 'booked',
  description: 'Sore throat',
  start: `2026-03-10T${17 + number}:00:00Z`,
  end: `2026-03-10T${17 + number}:20:00Z`,
  participant: [{ actor: { reference: `Patient/p${number}` }, status: 'accepted' }],
}));

/** Everything that its server has, with sixty patients of whom five come on March 10, 2026. */
export const KNOWN_PRACTICE = [...practice, ...people, ...today] as unknown as readonly Resource[];
