import { describe, expect, it } from 'vitest';
import { overlay } from '../../../electron/fhir/overlay.ts';

describe('what we change in a resource of others', () => {
  it('is the number that they wrote another way, and not one beside it', () => {
    const body = {
      telecom: [
        { system: 'fax', value: '970-555-0100' },
        { system: 'phone', value: '970-555-0123', use: 'home', period: { start: '2020-01-01' } },
      ],
    };
    const ours = (value: string) => ({ telecom: [{ system: 'phone', value, rank: 1 }] });
    expect(overlay(body, ours('+19705550123'), ours('+19705550148'))).toEqual({
      telecom: [body.telecom[0], { ...body.telecom[1], value: '+19705550148' }],
    });
  });

  it('is the second of two numbers that are told apart by nothing but their value', () => {
    const numbers = (...values: string[]) => ({
      telecom: values.map((value) => ({ system: 'phone', value })),
    });
    const [before, after] = [numbers('555-0101', '555-0102'), numbers('555-0101', '555-0103')];
    expect(overlay(before, before, after)).toEqual(after);
  });

  it('is the address that they gave no use, with its country', () => {
    const place = { line: ['1 Old Street'], city: 'Fort Collins' };
    const body = {
      address: [
        { use: 'old', line: ['9 Gone'] },
        { ...place, country: 'US' },
      ],
    };
    const moved = { use: 'home', line: ['2 New Street'], city: 'Fort Collins' };
    expect(overlay(body, { address: [{ ...place, use: 'home' }] }, { address: [moved] })).toEqual({
      address: [body.address[0], { ...place, line: ['2 New Street'], country: 'US' }],
    });
  });

  it('takes the other type of an element out: FHIR allows one at a time', () => {
    const body = { deceasedBoolean: true, birthDate: '1930-01-01', active: true };
    expect(overlay(body, { active: true }, { active: true, deceasedDateTime: '2026-03-01' })).toEqual({
      deceasedDateTime: '2026-03-01',
      birthDate: '1930-01-01',
      active: true,
    });
  });

  it('is the whole of a concept: their words for the old one go, their extension stays', () => {
    const extension = [{ url: 'urn:ehr:x', valueString: 'theirs' }];
    const body = { type: { extension, coding: [{ code: 'a' }, { code: 'theirs' }], text: 'An A' } };
    expect(
      overlay(body, { type: { coding: [{ code: 'a' }] } }, { type: { coding: [{ code: 'b' }] } }),
    ).toEqual({ type: { extension, coding: [{ code: 'b' }] } });
  });

  it('leaves no old name beside the new one, in parts or in one piece', () => {
    const body = {
      name: [{ use: 'official', text: 'Ms. Ada Okafor', prefix: ['Ms.'], family: 'Okafor', given: ['Ada'] }],
    };
    const inParts = (family: string) => ({ name: [{ use: 'official', family, given: ['Ada'] }] });
    expect(overlay(body, inParts('Okafor'), inParts('Lindqvist'))).toEqual({
      name: [{ use: 'official', prefix: ['Ms.'], family: 'Lindqvist', given: ['Ada'] }],
    });
    const whole = (text: string) => ({ name: [{ use: 'official', text }] });
    expect(overlay(body, whole('Ada Okafor'), whole('Ada Lindqvist'))).toEqual(whole('Ada Lindqvist'));
    const place = { address: [{ use: 'home', text: 'Old', line: ['1 Old'], city: 'Denver', country: 'US' }] };
    const line = (...lines: string[]) => ({ address: [{ use: 'home', line: lines }] });
    expect(overlay(place, line('1 Old, Denver'), line('2 New, Fort Collins'))).toEqual({
      address: [{ use: 'home', line: ['2 New, Fort Collins'], country: 'US' }],
    });
  });

  it('leads no more to an insurer who is called otherwise', () => {
    const body = { payor: [{ reference: 'Organization/1', display: 'Blue Ridge', id: 'theirs' }] };
    const named = (display: string) => ({ payor: [{ type: 'Organization', display }] });
    expect(overlay(body, named('Blue Ridge'), named('Green Valley'))).toEqual({
      payor: [{ display: 'Green Valley', id: 'theirs' }],
    });
    expect(overlay(body, named('Blue Ridge'), named('Blue Ridge'))).toEqual(body);
  });

  it('leaves alone what they took out and we did not change', () => {
    const ours = (value: string) => ({
      identifier: [
        { system: 'urn:a', value: '1' },
        { system: 'urn:b', value },
      ],
    });
    expect(overlay({ identifier: [{ system: 'urn:b', value: '2' }] }, ours('2'), ours('3'))).toEqual({
      identifier: [{ system: 'urn:b', value: '3' }],
    });
  });

  it('does not grow where nobody knows what we wrote before', () => {
    const told = {
      reasonCode: [{ text: 'Cough' }],
      participant: [{ individual: { reference: 'Practitioner/d1' } }],
    };
    expect(overlay(told, {}, told)).toEqual(told);
    expect(overlay(told, {}, { reasonCode: [{ text: 'Fever' }] })).toEqual({
      ...told,
      reasonCode: [{ text: 'Fever' }],
    });
  });

  it('is nothing to trip over, whatever they wrote', () => {
    const odd = { toString: 'x', valueOf: 1 };
    const body = {
      telecom: [null, 7, { system: odd, value: odd }],
      identifier: [{ system: odd }],
      name: odd,
    };
    const ours = (value: string) => ({
      telecom: [{ system: 'phone', value }],
      identifier: [{ system: 'urn:a', value }],
      name: [{ family: value }],
    });
    expect(overlay(body, ours('1'), ours('2'))).toMatchObject({
      telecom: [...body.telecom, { system: 'phone', value: '2' }],
      identifier: [...body.identifier, { system: 'urn:a', value: '2' }],
      name: [{ family: '2' }],
    });
  });
});
