import { readPhone } from '../../shared/patients/phone.ts';
import { amount, fitting, objects, type Reading, text, type Unknown } from './reading.ts';

/** Numbers and addresses by which somebody is reached, the first one wanted first. */
export interface Telecom {
  readonly phone: string;
  readonly phoneE164: string;
  readonly phoneKind: '' | 'mobile' | 'home' | 'work';
  readonly secondPhone: string;
  readonly email: string;
}

interface Contact {
  readonly system: string;
  readonly value: string;
  readonly use: string;
  readonly rank: number;
}

const USES = ['mobile', 'home', 'work', 'temp', ''];
const NO_RANK = 99;
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/** Phones by FHIR's rank, then mobile before home before work; what nobody can call is left out. */
export function telecomOf(reading: Reading, resource: Unknown, element: string): Telecom {
  const contacts = objects(resource, 'telecom', element)
    .map(
      (each): Contact => ({
        system: text(each, 'system', `${element}.system`),
        value: text(each, 'value', `${element}.value`),
        use: text(each, 'use', `${element}.use`),
        rank: amount(each, 'rank', `${element}.rank`) ?? NO_RANK,
      }),
    )
    .filter(({ value, use }) => value !== '' && use !== 'old');
  const ordered = contacts.length < 2 ? contacts : contacts.sort(inOrder);
  const phones = ordered.flatMap(({ system, value, use }) => {
    if (system !== 'phone' && system !== 'sms') return [];
    const read = callable(value);
    if (!read || read.shown.length > 40) {
      reading.leaveOut('not-a-phone', element);
      return [];
    }
    return [{ ...read, use }];
  });
  const [first, second] = phones;
  return {
    phone: first?.shown ?? '',
    phoneE164: first?.e164 ?? '',
    phoneKind: kindOf(first?.use),
    secondPhone: second && second.shown !== first?.shown ? second.shown : '',
    email: emailIn(reading, ordered, element),
  };
}

/** A number of ten digits of North America needs no reading by the rules of every country. */
function callable(value: string): { readonly shown: string; readonly e164: string } | undefined {
  const plain = /^(?:\+?1[-. ]?)?\(?([2-9]\d{2})\)?[-. ]?(\d{3})[-. ]?(\d{4})$/.exec(value);
  if (!plain) return readPhone(value);
  const [, area = '', exchange = '', line = ''] = plain;
  return { shown: `(${area}) ${exchange}-${line}`, e164: `+1${area}${exchange}${line}` };
}

function emailIn(reading: Reading, contacts: readonly Contact[], element: string): string {
  for (const { system, value } of contacts) {
    if (system !== 'email') continue;
    if (EMAIL.test(value)) return fitting(reading, value, 120, element);
    reading.leaveOut('not-an-email', element);
  }
  return '';
}

function inOrder(left: Contact, right: Contact): number {
  return left.rank - right.rank || placeOf(left.use) - placeOf(right.use);
}

function placeOf(use: string): number {
  const place = USES.indexOf(use);
  return place === -1 ? USES.length : place;
}

function kindOf(use: string | undefined): Telecom['phoneKind'] {
  return use === 'mobile' || use === 'home' || use === 'work' ? use : '';
}
