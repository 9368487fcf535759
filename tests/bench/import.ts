// `npm run bench -- import`: 100,000 patients from a file of FHIR resources, against parsing the same lines and
// inserting the same rows by hand-written statements, batch by batch in turns; then the memory of ten times as many.
// With ANTEROOM_BENCH_FULL=1 memory is taken at a million patients, which takes up to half an hour more.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InputOf } from '../../shared/api/index.ts';
import { openTestPractice, TEST_KEY } from '../support/practice.ts';
import { byHand } from './support/by-hand.ts';
import { importAll } from './support/import-all.ts';
import { writePatientFile } from './support/patient-file.ts';

const PATIENTS = 100_000;
const FEW = 10_000;
const MANY = process.env['ANTEROOM_BENCH_FULL'] === '1' ? 1_000_000 : 100_000;

/** `ratio_handwritten` at 100,000 patients; `memory_growth` from 10,000 to `memory_patients`. */
export async function run(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'));
  try {
    const speed = await measureSpeed(folder);
    const few = memoryOf(folder, FEW);
    const many = memoryOf(folder, MANY);
    return {
      ...speed,
      memory_growth: round(many / few),
      memory_patients: MANY,
      memory_mb_few: round(few / 1_000),
      memory_mb_many: round(many / 1_000),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureSpeed(folder: string): Promise<Record<string, number>> {
  const file = join(folder, 'Patient.ndjson');
  writePatientFile(file, PATIENTS);
  const practice = await openTestPractice();
  const hand = byHand(practice.db, join(folder, 'by-hand.sqlite'), TEST_KEY, file);
  await practice.desk.signIn('administrator');
  hand.take();
  const spent = { hand: 0, aside: 0 };
  let fromByte = 0;
  const start = performance.now();
  const created = await importAll(practice.desk, file, async (method, input, tell) => {
    const answer = await tell();
    if (method !== 'imports.batch') return answer;
    const { toByte } = input as InputOf<'imports.batch'>;
    const paused = performance.now();
    hand.take();
    const begun = performance.now();
    hand.insert(fromByte, toByte);
    spent.hand += performance.now() - begun;
    spent.aside += performance.now() - paused;
    fromByte = toByte;
    return answer;
  });
  const ours = performance.now() - start - spent.aside;
  hand.close();
  practice.dispose();
  if (created !== PATIENTS) throw new Error(`only ${created} patients came in`);
  return {
    ratio_handwritten: round(ours / spent.hand),
    seconds: round(ours / 1_000),
    patients_a_second: Math.round((PATIENTS / ours) * 1_000),
    file_mb: round(statSync(file).size / 1e6),
  };
}

/** The greatest resident size in kB of a process that imports this many. */
function memoryOf(folder: string, patients: number): number {
  const file = join(folder, `Patient-${patients}.ndjson`);
  writePatientFile(file, patients);
  const script = join(import.meta.dirname, 'support', 'import-alone.ts');
  const { stdout, status } = spawnSync(process.execPath, [script, file], { encoding: 'utf8' });
  rmSync(file);
  if (status !== 0) throw new Error(`the import of ${patients} ended with ${status}`);
  return Number(stdout);
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
