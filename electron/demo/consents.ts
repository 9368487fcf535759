import type { Database } from 'better-sqlite3';
import { isMinor } from '../../shared/consents/rules.ts';
import { addDays, clinicDay, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { DEFAULT_TEXTS } from '../consents/default-texts/index.ts';
import { type ConsentTextRow, wordingHash } from '../consents/texts.ts';
import { contentHash, STROKES_MIME } from '../pictures/content.ts';
import { type Chance, chanceOf } from './chance.ts';
import { drawSignature } from './drawn-signature.ts';
import { insertAll } from './insert.ts';
import { DEMO_STAFF, DEMO_ZONE } from './practice.ts';

/** So many made-up hands sign for everybody. */
const HANDS = 12;
/** Days before the seeded day on which the texts were put in force: before the oldest signature. */
const PUBLISHED_DAYS_AGO = 460;
const EXPIRED_DAYS_AGO = 402;

/** José Peña Álvarez, who reads Spanish, and Harold Smith Sr.: by MRN, what has run out. */
const EXPIRED: ReadonlyMap<string, ConsentTextRow['kind']> = new Map([
  ['20422', 'privacy-notice'],
  ['20427', 'treatment'],
]);
/** Kim-Ly Nguyen is new here: nobody has asked her yet. */
const NEVER_ASKED: ReadonlySet<string> = new Set(['20430']);

interface Person {
  readonly id: string;
  readonly mrn: string;
  readonly given: string;
  readonly family: string;
  readonly birthDate: PlainDate;
  readonly language: string;
  readonly home: string;
  readonly createdAt: number;
}

interface Hand {
  readonly imageHash: string;
  readonly strokesHash: string;
}

/** Gives the demo its consent texts and its people their signatures, once; a demo made before they existed gets them too. */
export function seedConsents(db: Database, now: number): void {
  if (db.prepare('SELECT 1 FROM consent_text LIMIT 1').get() !== undefined) return;
  const chance = chanceOf('consents');
  const day = clinicDay(now, DEMO_ZONE);
  const texts = textRows(chance, day);
  insertAll(db, 'consent_text', texts);
  const hands = Array.from({ length: HANDS }, (_, number) => keepHand(db, number));
  const people = db
    .prepare(
      `SELECT id, mrn, given, family, birth_date AS birthDate, language, postal_code || ' ' || address_line AS home, created_at AS createdAt
       FROM patient WHERE active = 1 AND provisional = 0 ORDER BY mrn`,
    )
    .all() as Person[];
  const byHome = Map.groupBy(people, ({ home }) => home);
  insertAll(
    db,
    'consent_signature',
    people
      .filter(({ mrn }) => !NEVER_ASKED.has(mrn))
      .flatMap((person) =>
        signaturesOf(person, byHome.get(person.home) ?? [], { chance, day, texts, hands }),
      ),
  );
}

function textRows(chance: Chance, day: PlainDate) {
  const publishedAt = instantOf(addDays(day, -PUBLISHED_DAYS_AGO), 9, 0, DEMO_ZONE);
  const publishedBy = DEMO_STAFF.find(({ role }) => role === 'administrator')?.displayName ?? '';
  return DEFAULT_TEXTS.flatMap(({ kind, renewal, required, ...wordings }) => {
    const seriesId = chance.id<string>(publishedAt);
    return (['en', 'es'] as const).map((language) => ({
      id: chance.id<string>(publishedAt),
      seriesId,
      kind,
      version: 1,
      language,
      ...wordings[language],
      sha256: wordingHash(wordings[language]),
      renewal,
      required,
      publishedAt: publishedAt as number,
      publishedBy,
      retiredAt: null,
    }));
  });
}

function keepHand(db: Database, number: number): Hand {
  const { png, strokes } = drawSignature(chanceOf(`hand ${number}`));
  const kept = [
    ['image/png', png],
    [STROKES_MIME, Buffer.from(JSON.stringify(strokes))],
  ] as const;
  const [imageHash = '', strokesHash = ''] = kept.map(([mime, bytes]) => {
    const hash = contentHash(bytes);
    db.prepare(
      'INSERT INTO picture_content (hash, mime, bytes) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING',
    ).run(hash, mime, bytes);
    return hash;
  });
  return { imageHash, strokesHash };
}

/** One signature under each text, most of a morning in the past year; a child's by a grown person of its home. */
function signaturesOf(
  person: Person,
  home: readonly Person[],
  book: {
    readonly chance: Chance;
    readonly day: PlainDate;
    readonly texts: ReturnType<typeof textRows>;
    readonly hands: readonly Hand[];
  },
) {
  const { chance, day, texts, hands } = book;
  const since = chance.between(12, 280);
  const language = person.language.startsWith('es') ? 'es' : 'en';
  const parent = home.find(({ birthDate }) => !isMinor(birthDate, addDays(day, -EXPIRED_DAYS_AGO)));
  const hand = chance.pick(hands);
  return texts
    .filter((text) => text.language === language)
    .map((text) => {
      const daysAgo = EXPIRED.get(person.mrn) === text.kind ? EXPIRED_DAYS_AGO : since;
      const firstDay = clinicDay(person.createdAt, DEMO_ZONE);
      const asked = addDays(day, -daysAgo);
      const signedOn = asked < firstDay && daysAgo !== EXPIRED_DAYS_AGO ? firstDay : asked;
      const atNine = instantOf(signedOn, 9, chance.between(0, 59), DEMO_ZONE);
      const signedAt = signedOn === firstDay ? Math.max(atNine, person.createdAt) : atNine;
      const isChild = isMinor(person.birthDate, signedOn);
      const signer = isChild ? (parent ?? person) : person;
      return {
        id: chance.id<string>(signedAt),
        patientId: person.id,
        visitId: null,
        textId: text.id,
        textHash: text.sha256,
        outcome: 'signed',
        signerName: `${signer.given} ${signer.family}`,
        relation: isChild ? 'parent' : 'self',
        method: 'pad',
        refusalReason: null,
        ...hand,
        day: signedOn as string,
        signedAt,
        witness: chance.pick(DEMO_STAFF.slice(0, 2)).displayName,
        status: 'valid',
        revokedAt: null,
        revokedBy: null,
        revokeReason: null,
      };
    });
}
