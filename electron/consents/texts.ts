import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ConsentVersion, WordingFields } from '../../shared/consents/contract.ts';
import {
  CONSENT_KINDS,
  CONSENT_LANGUAGES,
  type ConsentKind,
  type ConsentRenewal,
} from '../../shared/consents/rules.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { DEFAULT_TEXTS } from './default-texts/index.ts';
import { consentTextRecord } from './records.ts';
import type { consentText } from './tables.ts';

export type ConsentTextRow = typeof consentText.$inferSelect;

const COLUMNS = `id, series_id AS seriesId, kind, version, language, title, body, sha256, renewal, required, published_at AS publishedAt,
  published_by AS publishedBy, retired_at AS retiredAt`;

/** What a signature is bound to: SHA-256 in hex of the title, an empty line and the body, in UTF-8. */
export function wordingHash({ title, body }: WordingFields): string {
  return createHash('sha256').update(`${title}\n\n${body}`, 'utf8').digest('hex');
}

const SAMPLES: ReadonlySet<string> = new Set(
  DEFAULT_TEXTS.flatMap(({ en, es }) => [wordingHash(en), wordingHash(es)]),
);

/** Every version with its wordings: in the order of their kinds, newest first within a text. */
export function allVersions(db: Database): ConsentVersion[] {
  const rows = prepared(
    db,
    `SELECT ${COLUMNS} FROM consent_text ORDER BY series_id, version DESC, language`,
  ).all() as ConsentTextRow[];
  const place = ({ kind }: ConsentVersion): number => CONSENT_KINDS.indexOf(kind);
  return asVersions(rows).sort((one, other) => place(one) - place(other));
}

/** The versions in force, in the order in which they are asked. */
export function versionsInForce(db: Database): ConsentVersion[] {
  return allVersions(db).filter(({ retiredAt }) => retiredAt === null);
}

function asVersions(rows: readonly ConsentTextRow[]): ConsentVersion[] {
  const versions: (Omit<ConsentVersion, 'wordings'> & { wordings: ConsentVersion['wordings'] })[] = [];
  for (const { id, language, title, body, sha256, ...row } of rows) {
    const last = versions.at(-1);
    const isSample = SAMPLES.has(sha256);
    const wording = { textId: id, language, title, body, sha256 } as ConsentVersion['wordings'][number];
    if (last !== undefined && last.seriesId === row.seriesId && last.version === row.version)
      Object.assign(last, { isSample: last.isSample || isSample }).wordings.push(wording);
    else
      versions.push({
        ...(row as ConsentVersion),
        required: Boolean(row.required),
        isSample,
        wordings: [wording],
      });
  }
  return versions;
}

interface Publishing {
  readonly seriesId: string | null;
  readonly kind: ConsentKind;
  readonly renewal: ConsentRenewal;
  readonly required: boolean;
  readonly en: WordingFields;
  readonly es: WordingFields;
}

/** Puts a new version in force in place of the one before. Throws a Refusal when nothing about it is new. */
export function publishText(unit: UnitOfWork, text: Publishing): { seriesId: string; version: number } {
  const versions = allVersions(unit.db).filter(({ seriesId }) => seriesId === text.seriesId);
  const [newest] = versions;
  if (text.seriesId !== null && newest === undefined)
    throw new Refusal('consents/unknown-text', 'There is no such text any more. Open the list again.');
  if (newest !== undefined && newest.kind !== text.kind)
    throw new Refusal('consents/other-kind', 'A text keeps its kind. Write a new text for another one.');
  const inForce = versions.find(({ retiredAt }) => retiredAt === null);
  if (inForce !== undefined && isSame(inForce, text))
    throw new Refusal('consents/unchanged', 'Nothing about this text is new. Change it first.');
  if (inForce !== undefined) withdraw(unit, inForce);
  const seriesId = text.seriesId ?? unit.newId<string>();
  const version = (newest?.version ?? 0) + 1;
  for (const language of CONSENT_LANGUAGES) {
    const { title, body } = text[language];
    unit.create(consentTextRecord, {
      id: unit.newId<string>(),
      seriesId,
      kind: text.kind,
      version,
      language,
      title,
      body,
      sha256: wordingHash({ title, body }),
      renewal: text.renewal,
      required: text.required,
      publishedAt: unit.now,
      publishedBy: unit.actor.displayName,
      retiredAt: null,
    });
  }
  return { seriesId, version };
}

/** Publishes the texts that ship with the desk, where the practice has none yet; call it in the first run. Answers how many. */
export function publishDefaultTexts(unit: UnitOfWork): number {
  if (allVersions(unit.db).length > 0) return 0;
  for (const text of DEFAULT_TEXTS) publishText(unit, { ...text, seriesId: null });
  return DEFAULT_TEXTS.length;
}

/** Takes a text out of force. Throws a Refusal when it is not in force. */
export function retireText(unit: UnitOfWork, seriesId: string): void {
  const inForce = versionsInForce(unit.db).find((version) => version.seriesId === seriesId);
  if (inForce === undefined)
    throw new Refusal('consents/not-in-force', 'This text is not in force. Open the list again.');
  withdraw(unit, inForce);
}

function withdraw(unit: UnitOfWork, version: ConsentVersion): void {
  for (const { textId } of version.wordings) unit.change(consentTextRecord, textId, { retiredAt: unit.now });
}

function isSame(version: ConsentVersion, text: Publishing): boolean {
  return (
    version.renewal === text.renewal &&
    version.required === text.required &&
    version.wordings.every(({ language, sha256 }) => sha256 === wordingHash(text[language]))
  );
}
