import { describe, expect, it } from 'vitest';
import { sentenceOf } from '../../../../renderer/audit/audit-words.ts';
import { formatsFor } from '../../../../renderer/strings/formats.ts';
import { stringsFor } from '../../../../renderer/strings/use-strings.ts';
import { methodNames, registry } from '../../../../shared/api/index.ts';
import type { AuditRow } from '../../../../shared/audit/contract.ts';
import type { PatientId } from '../../../../shared/kernel/ids.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';

const chen = { patientId: 'p' as PatientId, name: 'Chen, Li', mrn: '1002' };
const row: AuditRow = {
  sequence: 1,
  at: 0 as Instant,
  kind: 'chart',
  staffName: 'Ana Ruiz',
  role: 'front-desk',
  deskName: 'Desk 1',
  via: null,
  method: 'patients.chart',
  outcome: 'ok',
  patients: [chen],
  patientCount: 1,
  asked: '',
};
const say = (change: Partial<AuditRow>, language: 'en' | 'es' = 'en') =>
  sentenceOf({ ...row, ...change }, stringsFor(language).audit, formatsFor(language, 12));

describe('a row of the audit in words', () => {
  it.each<[Partial<AuditRow>, string, string]>([
    [{}, 'Opened the chart of Chen, Li', 'Abrió el expediente de Chen, Li'],
    [
      { kind: 'list', method: 'patients.search', asked: 'chen', patientCount: 4 },
      'Searched for “chen” and saw 4 patients',
      'Buscó “chen” y vio 4 pacientes',
    ],
    [
      { kind: 'list', method: 'visits.board', patientCount: 1 },
      'Saw the board of the day with 1 patient',
      'Vio el tablero del día con 1 paciente',
    ],
    [
      { kind: 'session', method: 'staff.session', outcome: 'locked, idle' },
      'The desk locked itself after nobody used it',
      'El programa se bloqueó porque nadie lo usaba',
    ],
    [{ kind: 'refused', method: 'cash.void' }, 'Was refused: cash.void', 'No se le permitió: cash.void'],
    [
      { kind: 'outside', method: 'exports.rows', asked: 'patient' },
      'Exported the table patient',
      'Exportó la tabla patient',
    ],
    [
      { kind: 'change', method: 'patients.edit' },
      'Changed the record of Chen, Li',
      'Cambió el expediente de Chen, Li',
    ],
  ])('%j', (change, english, spanish) => {
    expect(say(change)).toBe(english);
    expect(say(change, 'es')).toBe(spanish);
  });

  it('says something of every method there is, with and without a name, and never a code alone', () => {
    for (const method of methodNames) {
      const kind = registry[method].kind === 'command' ? 'change' : 'chart';
      for (const language of ['en', 'es'] as const) {
        expect(say({ kind, method }, language).length, method).toBeGreaterThan(8);
        const nameless = say({ kind: 'change', method, patients: [], patientCount: 0 }, language);
        expect(nameless, method).not.toMatch(/ (of|de|in|a)$|\s{2}|undefined/);
      }
    }
  });

  it('counts whom it does not name', () => {
    expect(say({ patients: [chen, { ...chen, name: 'Diaz, Eva' }], patientCount: 12 })).toBe(
      'Opened the chart of Chen, Li; Diaz, Eva and 10 others',
    );
  });
});
