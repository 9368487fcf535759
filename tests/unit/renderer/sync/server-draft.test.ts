import { describe, expect, it } from 'vitest';
import {
  connectOf,
  EMPTY_SERVER,
  FIELDS_OF,
  type ServerDraft,
  SIGN_IN_WAYS,
  serverErrors,
} from '../../../../renderer/sync/server-draft.ts';
import { connectSchema } from '../../../../shared/sync/server-contract.ts';

const REQUIRED = 'Write this first.';
const draft = (changes: Partial<ServerDraft>): ServerDraft => ({ ...EMPTY_SERVER, ...changes });
const errors = (changes: Partial<ServerDraft>, language: 'en' | 'es' = 'en') =>
  serverErrors(draft(changes), REQUIRED, language);
const FILLED: Partial<ServerDraft> = {
  address: ' https://ehr.example/fhir ',
  token: 'a token',
  user: 'desk',
  password: 'secret',
  tokenAddress: 'https://ehr.example/token',
  clientId: 'desk',
  secret: 'secret',
  privateKey: '-----BEGIN PRIVATE KEY-----',
  keyId: '1',
};

describe('what is typed of a server', () => {
  it.each(SIGN_IN_WAYS)('is what the engine takes, and nothing of another way to sign in: %s', (way) => {
    const connect = connectOf(draft({ ...FILLED, way }));
    expect(connectSchema.safeParse(connect).error).toBeUndefined();
    expect(Object.keys(connect.credentials).toSorted()).toEqual(['kind', ...FIELDS_OF[way]].toSorted());
    expect(errors({ ...FILLED, way })).toEqual({});
  });

  it.each(SIGN_IN_WAYS)('asks for each field that is empty, and for no other: %s', (way) => {
    const empty = Object.fromEntries(FIELDS_OF[way].map((field) => [field, ' ']));
    const found = errors({ ...empty, way });
    expect(Object.keys(found).toSorted()).toEqual(['address', ...FIELDS_OF[way]].toSorted());
    expect(new Set(Object.values(found))).toEqual(new Set([REQUIRED]));
  });

  it('says at the field what is wrong with an address, in the person’s language', () => {
    expect(errors({ ...FILLED, address: 'ehr.example' }).address).toContain('https://ehr.example/fhir');
    expect(errors({ ...FILLED, tokenAddress: 'https://me@ehr.example' }).tokenAddress).toContain('without');
    expect(errors({ ...FILLED, address: 'ehr.example' }, 'es').address).toContain('Escriba');
  });

  it('asks for certificates only of a practice that has an authority of its own', () => {
    expect(errors({ ...FILLED, authorities: '' })).toEqual({ authorities: REQUIRED });
    expect(connectOf(draft(FILLED)).authorities).toBeNull();
  });
});
