import { type ConsentLanguage, isMinor, mayBeSignedBy, signersOf } from '../../shared/consents/rules.ts';
import type { ConsentTextId, PatientId } from '../../shared/kernel/ids.ts';
import { invariant, Refusal } from '../../shared/kernel/result.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import type { RecordKind } from '../engine/records.ts';
import { takeBack } from '../engine/reverse.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { relatedOf } from '../patients/belongings.ts';
import { patientRow } from '../patients/patients.ts';
import { readContent } from '../pictures/content.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { consentSignatureRecord, consentTextRecord } from './records.ts';
import { refuse, revoke, sign, signatureRow, signaturesOf } from './signatures.ts';
import { standingsOf } from './standings.ts';
import {
  allVersions,
  publishDefaultTexts,
  publishText,
  retireText,
  versionsInForce,
  wordingHash,
} from './texts.ts';

const TEXT_METHODS = ['consents.publish', 'consents.publishDefaults', 'consents.retire'];

export const consentQueries: RoomHandlers<
  QueryHandlers,
  'consents.texts' | 'consents.ofPatient' | 'consents.wording' | 'consents.document'
> = {
  'consents.texts': ({ db }) => ({ versions: allVersions(db) }),

  'consents.wording': ({ db }, { seriesId }) => {
    const version = versionsInForce(db).find((each) => each.seriesId === seriesId);
    if (version === undefined)
      throw new Refusal('consents/not-in-force', 'This text is not in force any more. Open the list again.');
    return version;
  },

  'consents.ofPatient': ({ db, day, concerns }, { patientId, visitId }) => {
    const { given, family, birthDate, language } = patientRow(db, patientId);
    concerns(patientId);
    const name = `${given} ${family}`;
    const signers = signersOf({ name, language, birthDate }, relatedOf(db, patientId), day);
    return {
      patientName: name,
      // Whoever signs reads it: a child's parent before the child.
      language: languageOf(signers[0]?.language || language),
      isMinor: isMinor(birthDate, day),
      relations: [...mayBeSignedBy(birthDate, day)],
      signers: signers.map((signer) => ({ name: signer.name, relation: signer.relation })),
      standings: standingsOf(db, patientId, { day, visitId, birthDate }),
      signatures: signaturesOf(db, patientId),
    };
  },

  'consents.document': ({ db, concerns }, { signatureId }) => {
    const row = signatureRow(db, signatureId);
    const patientId = row.patientId as PatientId;
    const { given, middle, family, birthDate, mrn } = patientRow(db, patientId);
    concerns(patientId);
    const text = invariant(readRecord(db, consentTextRecord, row.textId), 'a signature has its text');
    if (wordingHash(text) !== row.textHash)
      throw new Refusal(
        'consents/damaged',
        'The words under this signature are not the ones that were signed. Tell your IT person.',
      );
    return {
      practiceName: practiceSetting(db).name,
      patientName: [given, middle, family].filter((part) => part !== '').join(' '),
      birthDate,
      mrn,
      signature: invariant(
        signaturesOf(db, patientId).find(({ id }) => id === signatureId),
        'the signature just read',
      ),
      body: text.body,
      sha256: text.sha256,
      image: row.imageHash === null ? null : readContent(db, row.imageHash),
    };
  },
};

export const consentCommands: RoomHandlers<
  CommandHandlers,
  | 'consents.publish'
  | 'consents.publishDefaults'
  | 'consents.retire'
  | 'consents.undoText'
  | 'consents.sign'
  | 'consents.refuse'
  | 'consents.revoke'
  | 'consents.undo'
> = {
  'consents.publish': publishText,

  'consents.publishDefaults': (unit) => ({ published: publishDefaultTexts(unit) }),

  'consents.retire': (unit, { seriesId }) => {
    retireText(unit, seriesId);
    return {};
  },

  'consents.undoText': (unit, { operationId }) => {
    const ids = takeBack(unit, operationId, TEXT_METHODS, [consentTextRecord] as unknown as RecordKind[]);
    for (const id of ids) refuseTwoInForce(unit, id as ConsentTextId);
    return {};
  },

  'consents.sign': (unit, signing) => ({ signatureId: sign(unit, signing) }),

  'consents.refuse': (unit, { reason, ...asked }) => ({ signatureId: refuse(unit, asked, reason) }),

  'consents.revoke': (unit, { signatureId, reason }) => {
    revoke(unit, signatureId, reason);
    return {};
  },

  'consents.undo': (unit, { operationId }) => {
    const methods = ['consents.sign', 'consents.refuse', 'consents.revoke'];
    const [id] = takeBack(unit, operationId, methods, [consentSignatureRecord] as unknown as RecordKind[]);
    const row = id === undefined ? undefined : readRecord(unit.db, consentSignatureRecord, id);
    if (row !== undefined) unit.concerns(row.patientId);
    return {};
  },
};

/** What is taken back after somebody published again would put two versions of a text in force. */
function refuseTwoInForce(unit: UnitOfWork, textId: ConsentTextId): void {
  const seriesId = readRecord(unit.db, consentTextRecord, textId)?.seriesId;
  const inForce = versionsInForce(unit.db).filter((version) => version.seriesId === seriesId);
  if (inForce.length > 1)
    throw new Refusal(
      'consents/changed-meanwhile',
      'Somebody published this text again meanwhile. Look at it, then change it there.',
    );
}

/** Of the two languages that the texts are written in, the one that the patient reads rather. */
function languageOf(tag: string): ConsentLanguage {
  return tag.toLowerCase().startsWith('es') ? 'es' : 'en';
}
