import type { Database, Statement } from 'better-sqlite3';
import type { Role } from '../../shared/patients/search-query.ts';
import {
  type Entry,
  entriesOf,
  type Facts,
  type Former,
  factsOf,
  isNameRole,
  readFacts,
  type Searchable,
  sortKey,
  writeFacts,
} from '../../shared/patients/search-rank.ts';
import { soundOf } from '../../shared/patients/sounds.ts';

/** The columns of a patient that the index reads; every row of the `patient` table has them. */
export interface IndexedPatient extends Omit<Searchable, 'memberIds' | 'former'> {
  readonly id: string;
  readonly active: boolean;
}

interface IndexStatements {
  readonly memberIds: Statement<[string], { memberId: string }>;
  readonly patient: Statement<[string], PatientRow>;
  readonly former: Statement<[string], Former>;
  readonly addSound: Statement<[string, string]>;
  readonly known: Statement<[string], { number: number; sortKey: string; facts: string }>;
  readonly addPatient: Statement<[string, string, string]>;
  readonly changePatient: Statement<[string, string, number]>;
  readonly removePatient: Statement<[number]>;
  readonly addToken: Statement<[Role, string, string, number, string]>;
  readonly changeToken: Statement<[string, Role, string, string]>;
  readonly removeToken: Statement<[Role, string, string]>;
}

type PatientRow = Omit<IndexedPatient, 'active'> & { readonly active: number };

const PATIENT_COLUMNS =
  'id, mrn, family, given, middle, preferred_name AS preferredName, birth_date AS birthDate, phone_digits AS phoneDigits, suffix, second_phone AS secondPhone, active';

/** Every statement of the index, for the tests that look at their plans. */
export const INDEX_SQL = {
  memberIds: `SELECT member_id AS memberId FROM coverage WHERE patient_id = ? AND status IN ('active', 'ended') ORDER BY priority, id`,
  patient: `SELECT ${PATIENT_COLUMNS} FROM patient WHERE id = ?`,
  former: 'SELECT mrn, family, given FROM patient WHERE merged_into_id = ?',
  addSound: 'INSERT OR IGNORE INTO patient_search_sound (sound, word) VALUES (?, ?)',
  known: 'SELECT number, sort_key AS sortKey, facts FROM patient_search WHERE patient_id = ?',
  addPatient: 'INSERT INTO patient_search (patient_id, sort_key, facts) VALUES (?, ?, ?)',
  changePatient: 'UPDATE patient_search SET sort_key = ?, facts = ? WHERE number = ?',
  removePatient: 'DELETE FROM patient_search WHERE number = ?',
  addToken: 'INSERT INTO patient_search_token (role, token, sort_key, number, facts) VALUES (?, ?, ?, ?, ?)',
  changeToken: 'UPDATE patient_search_token SET facts = ? WHERE role = ? AND token = ? AND sort_key = ?',
  removeToken: 'DELETE FROM patient_search_token WHERE role = ? AND token = ? AND sort_key = ?',
} as const;

const prepared = new WeakMap<Database, IndexStatements>();

/**
 * Brings the index to what the patient row says; call it in the transaction that wrote the row. An inactive patient
 * is taken out. Nothing is written when nothing searchable changed. Of a record that was made just now (`isNew`) nothing
 * can lie in the store yet, and nothing is looked for.
 */
export function indexPatient(db: Database, patient: IndexedPatient, isNew = false): void {
  const sql = statements(db);
  const memberIds = isNew ? [] : sql.memberIds.all(patient.id).map((row) => row.memberId);
  const known = isNew ? undefined : sql.known.get(patient.id);
  if (!patient.active) {
    if (known) removeTokens(sql, known.sortKey, entriesOf(readFacts(known.facts)));
    if (known) sql.removePatient.run(known.number);
    return;
  }
  const searchable: Searchable = { ...patient, memberIds, former: isNew ? [] : sql.former.all(patient.id) };
  const facts = factsOf(searchable);
  const written = writeFacts(facts);
  const key = sortKey(searchable);
  if (known && known.facts === written && known.sortKey === key) return;
  if (known) sql.changePatient.run(key, written, known.number);
  const number = known ? known.number : Number(sql.addPatient.run(patient.id, key, written).lastInsertRowid);
  const before = known && { key: known.sortKey, facts: readFacts(known.facts), written: known.facts };
  writeTokens(sql, number, before, { key, facts, written });
}

/** Where a patient stands in the list, and under which words; `written` is those words as they lie in the index. */
interface Indexed {
  readonly key: string;
  readonly facts: Facts;
  readonly written: string;
}

/** Another coverage or number leaves nearly all the rows of a patient where they are. */
function writeTokens(
  sql: IndexStatements,
  number: number,
  before: Indexed | undefined,
  { key, facts, written }: Indexed,
): void {
  const entries = entriesOf(facts);
  const were = before ? entriesOf(before.facts) : [];
  const known = before?.key === key ? were.map(nameOfEntry) : [];
  const stays = new Set(entries.map(nameOfEntry).filter((name) => known.includes(name)));
  if (before) {
    const gone = were.filter((entry) => !stays.has(nameOfEntry(entry)));
    removeTokens(sql, before.key, gone);
  }
  for (const entry of entries) {
    const { role, token } = entry;
    // Only words of names are read in long ranges; facts beside every number would be the greater part of the file.
    const isName = isNameRole(role);
    if (!stays.has(nameOfEntry(entry))) sql.addToken.run(role, token, key, number, isName ? written : '');
    else if (isName) sql.changeToken.run(written, role, token, key);
  }
  const sounded = before ? soundedWords(before.facts) : [];
  for (const word of soundedWords(facts)) {
    const sound = sounded.includes(word) ? '' : rememberedSound(word);
    if (sound !== '') sql.addSound.run(sound, word);
  }
}

function nameOfEntry({ role, token }: Entry): string {
  return `${role} ${token}`;
}

function soundedWords({ family, joined, given }: Facts): readonly string[] {
  return [...family, ...joined, ...given];
}

/** Names repeat: an import of a county says the same ten thousand again and again. */
const sounds = new Map<string, string>();
const MOST_SOUNDS = 20_000;

function rememberedSound(word: string): string {
  const known = sounds.get(word);
  if (known !== undefined) return known;
  if (sounds.size >= MOST_SOUNDS) sounds.clear();
  const sound = soundOf(word);
  sounds.set(word, sound);
  return sound;
}

/** The properties of a patient that the index is made of: a change of none of them costs it nothing. */
const INDEXED: ReadonlySet<string> = new Set([
  'mrn',
  'family',
  'given',
  'middle',
  'preferredName',
  'birthDate',
  'phone',
  'phoneDigits',
  'suffix',
  'secondPhone',
  'active',
]);

/** Whether a change of these properties can change the index; null stands for a new record. */
export function concernsIndex(changed: ReadonlySet<string> | null): boolean {
  return changed === null || [...changed].some((property) => INDEXED.has(property));
}

/** Grows whenever the index is made another way, so that existing files make theirs anew. */
const INDEX_VERSION = 2;

/** Makes the index anew where another version of the program made it. Call when the store is opened. */
export function updateIndex(db: Database): void {
  const version = db.prepare('SELECT version FROM patient_search_version').pluck().get();
  if (version !== INDEX_VERSION) rebuildIndex(db);
}

/** Indexes a patient again after their coverages changed, in the same transaction. */
export function indexMemberIds(db: Database, patientId: string): void {
  const row = statements(db).patient.get(patientId);
  if (row) indexPatient(db, { ...row, active: row.active === 1 });
}

/** Builds the whole index anew from patients and coverages, in one transaction (or inside the one that is open). */
export function rebuildIndex(db: Database): void {
  const rebuild = db.transaction(() => {
    db.exec(
      'DELETE FROM patient_search_token; DELETE FROM patient_search; DELETE FROM patient_search_sound; DELETE FROM patient_search_version;',
    );
    const ids = db.prepare<[], { id: string }>('SELECT id FROM patient WHERE active = 1 ORDER BY mrn').all();
    for (const { id } of ids) indexMemberIds(db, id);
    db.prepare('INSERT INTO patient_search_version (id, version) VALUES (1, ?)').run(INDEX_VERSION);
  });
  rebuild();
}

function removeTokens(sql: IndexStatements, key: string, entries: readonly Entry[]): void {
  for (const { role, token } of entries) sql.removeToken.run(role, token, key);
}

function statements(db: Database): IndexStatements {
  const known = prepared.get(db);
  if (known) return known;
  const made: IndexStatements = {
    memberIds: db.prepare(INDEX_SQL.memberIds),
    former: db.prepare(INDEX_SQL.former),
    addSound: db.prepare(INDEX_SQL.addSound),
    patient: db.prepare(INDEX_SQL.patient),
    known: db.prepare(INDEX_SQL.known),
    addPatient: db.prepare(INDEX_SQL.addPatient),
    changePatient: db.prepare(INDEX_SQL.changePatient),
    removePatient: db.prepare(INDEX_SQL.removePatient),
    addToken: db.prepare(INDEX_SQL.addToken),
    changeToken: db.prepare(INDEX_SQL.changeToken),
    removeToken: db.prepare(INDEX_SQL.removeToken),
  };
  prepared.set(db, made);
  return made;
}
