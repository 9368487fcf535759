import { describe, expect, it } from 'vitest';
import { checkCoverage, checkModule, checkText, lawNames } from '../../../build/laws/laws.ts';

interface Case {
  readonly law: string;
  readonly path: string;
  readonly breaks: string;
  readonly keeps: string;
}

/** For each law, code that breaks it and the nearest code that keeps it. */
const cases: readonly Case[] = [
  {
    law: 'syntax',
    path: 'shared/kernel/money.ts',
    breaks: 'export const = 1;',
    keeps: 'export const cents = 1;',
  },
  {
    law: 'house-border',
    path: 'shared/kernel/money.ts',
    breaks: "import { openStore } from '../../electron/store/open.ts'; openStore();",
    keeps: "import { ok } from './result.ts'; ok();",
  },
  {
    law: 'house-border',
    path: 'renderer/patients/search.tsx',
    breaks:
      "import type { PatientRow } from '../../electron/patients/tables.ts'; export type Row = PatientRow;",
    keeps: "import type { Api } from '../../shared/api/index.ts'; export type Row = Api;",
  },
  {
    law: 'house-border',
    path: 'renderer/patients/search.tsx',
    breaks: "export type Row = import('../../electron/patients/tables.ts').PatientRow;",
    keeps: "export type Row = import('../../shared/api/index.ts').Api;",
  },
  {
    law: 'house-border',
    path: 'electron/visits/handlers.ts',
    breaks: "export { fixture } from '../../tests/support/fixture.ts';",
    keeps: "export { transition } from '../../shared/visits/state-machine.ts';",
  },
  {
    law: 'shared-packages',
    path: 'shared/kernel/time.ts',
    breaks: "import { readFileSync } from 'node:fs'; readFileSync('x');",
    keeps: "import { DateTime } from 'luxon'; DateTime.fromMillis(0);",
  },
  {
    law: 'renderer-packages',
    path: 'renderer/app/frame.tsx',
    breaks: "import type { Database } from 'better-sqlite3'; export type Handle = Database;",
    keeps: "import { createRoot } from 'react-dom/client'; createRoot(document.body);",
  },
  {
    law: 'renderer-packages',
    path: 'renderer/app/frame.tsx',
    breaks: "const fs = require('node:fs'); fs.rmSync('x');",
    keeps: "import { useQuery } from '@tanstack/react-query'; useQuery({ queryKey: [] });",
  },
  {
    law: 'electron-plug',
    path: 'electron/engine/engine.ts',
    breaks: "import type { IpcMain } from 'electron'; export type Plug = IpcMain;",
    keeps: "import type { Clock } from './ports.ts'; export type Plug = Clock;",
  },
  {
    law: 'electron-plug',
    path: 'build/chromium-host/electron.ts',
    breaks: "import { app } from 'electron'; app.quit();",
    keeps: "import type * as Electron from 'electron'; export type App = Electron.App;",
  },
  {
    law: 'room-tables',
    path: 'electron/visits/handlers.ts',
    breaks: "import { patient } from '../patients/tables.ts'; export const name = patient.name;",
    keeps: "import { visit } from './tables.ts'; export const name = visit.name;",
  },
  {
    law: 'room-tables',
    path: 'electron/visits/queries/board.ts',
    breaks: "import type { PatientRow } from '../../patients/tables.ts'; export type Row = PatientRow;",
    keeps: "import type { VisitRow } from '../tables.ts'; export type Row = VisitRow;",
  },
  {
    law: 'fhir-edge',
    path: 'electron/patients/handlers.ts',
    breaks: "import type { Patient } from 'fhir/r4'; export type Row = Patient;",
    keeps: "import type { PatientId } from '../../shared/kernel/ids.ts'; export type Row = PatientId;",
  },
  {
    law: 'fhir-edge',
    path: 'electron/patients/handlers.ts',
    breaks: "import { patientToFhir } from '../fhir/patient.ts'; patientToFhir();",
    keeps: "import { enqueue } from '../sync/outbox.ts'; enqueue();",
  },
  {
    law: 'known-import',
    path: 'electron/patients/handlers.ts',
    breaks: 'export const load = (name: string) => import(`../${name}/tables.ts`);',
    keeps: "export const load = () => import('./tables.ts');",
  },
  {
    law: 'plaintext-store',
    path: 'electron/store/open.ts',
    breaks: 'export const copy = (database: Store) => database.serialize();',
    keeps: "export const copy = (database: Store) => database.prepare('VACUUM INTO ?').run('copy');",
  },
  {
    law: 'plaintext-store',
    path: 'electron/store/open.ts',
    breaks: "export const copy = (database: Store) => database['backup']('copy');",
    keeps: "export const copy = (database: Store) => database.prepare('VACUUM INTO ?').run('copy');",
  },
  {
    law: 'plaintext-store',
    path: 'electron/store/open.ts',
    breaks: 'export const copy = ({ backup }: Store) => backup();',
    keeps: 'export const copy = ({ close }: Store) => close();',
  },
  {
    law: 'plaintext-store',
    path: 'electron/reports/handlers.ts',
    breaks: "export const copy = (database: Store) => database.exec(`ATTACH 'x' AS copy KEY ''`);",
    keeps: "export const message = 'Please attach the signed form.';",
  },
  {
    law: 'ports-only',
    path: 'electron/visits/handlers.ts',
    breaks: 'export const arrivedAt = Date.now();',
    keeps: 'export const arrivedAt = (clock: Clock) => clock.now();',
  },
  {
    law: 'ports-only',
    path: 'renderer/today/board.tsx',
    breaks: 'export const today = new Date();',
    keeps: 'export const birthDay = new Date(0);',
  },
  {
    law: 'ports-only',
    path: 'shared/kernel/ids.ts',
    breaks: 'export const id = Math.random();',
    keeps: 'export const id = Math.round(1.5);',
  },
  {
    law: 'ports-only',
    path: 'electron/staff/handlers.ts',
    breaks: "export const say = () => globalThis.console.log('x');",
    keeps: "export const say = (log: Log) => log.info('staff.signed-in');",
  },
  {
    law: 'ports-only',
    path: 'shared/kernel/time.ts',
    breaks: "import { DateTime } from 'luxon'; export const now = DateTime.now();",
    keeps: "import { DateTime } from 'luxon'; export const then = DateTime.fromMillis(0);",
  },
  {
    law: 'one-bridge',
    path: 'renderer/today/board.tsx',
    breaks: 'export const host = window.desk.host;',
    keeps: 'export const width = window.innerWidth;',
  },
  {
    law: 'file-length',
    path: 'electron/visits/handlers.ts',
    breaks: 'export {};\n'.repeat(401),
    keeps: 'export {};\n'.repeat(400),
  },
  {
    law: 'todo-issue',
    path: 'electron/visits/handlers.ts',
    breaks: '// TODO later\nexport {};',
    keeps: '// TODO #12 later\nexport {};',
  },
  {
    law: 'whole-suite',
    path: 'tests/unit/kernel/money.test.ts',
    breaks: "it.only('adds', () => {});",
    keeps: "it.each([1])('adds', () => {});",
  },
  {
    law: 'whole-suite',
    path: 'tests/e2e/board.spec.ts',
    breaks: "test.describe.skip('board', () => {});",
    keeps: "test.describe('board', () => {});",
  },
];

function lawsBroken(path: string, source: string): string[] {
  return [...new Set(checkModule({ path, source }).map((violation) => violation.law))];
}

describe('the laws of the house', () => {
  it.each(cases)('$law refuses $breaks', ({ law, path, breaks }) => {
    expect(lawsBroken(path, breaks)).toContain(law);
  });

  it.each(cases)('$law leaves $keeps alone', ({ path, keeps }) => {
    expect(lawsBroken(path, keeps)).toEqual([]);
  });

  it('names the line that breaks the law', () => {
    const source = '\n\nexport const now = Date.now();\n';
    expect(checkModule({ path: 'shared/kernel/time.ts', source })).toMatchObject([{ line: 3 }]);
  });

  it('holds a stylesheet to the same length', () => {
    const path = 'renderer/ui/controls.css';
    expect(checkText({ path, source: 'a{}\n'.repeat(401) })).toMatchObject([{ law: 'file-length', path }]);
    expect(checkText({ path, source: 'a{}\n'.repeat(400) })).toEqual([]);
  });

  it('fails when git lists a module that the lint did not see', () => {
    const violations = checkCoverage(['shared/a.ts'], ['shared/a.ts', 'shared/b.ts']);
    expect(violations).toMatchObject([{ law: 'saw-everything', path: 'shared/b.ts' }]);
  });

  it('fails when there was nothing to see', () => {
    expect(checkCoverage([], [])).toMatchObject([{ law: 'saw-everything' }]);
  });

  it('passes when it saw all that git lists', () => {
    expect(checkCoverage(['shared/a.ts', 'shared/b.ts'], ['shared/b.ts'])).toEqual([]);
  });

  it('has a failing case for every law', () => {
    const proven = new Set([...cases.map((proof) => proof.law), 'saw-everything']);
    expect(lawNames.filter((law) => !proven.has(law))).toEqual([]);
  });
});
