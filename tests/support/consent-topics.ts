import type { CommandName, InputOf } from '../../shared/api/index.ts';
import { drawnSignature, tinyJpeg } from './pictures.ts';
import { deskOf, operationId, type TestDesk, type TestPractice } from './practice.ts';

/** Proves of one command that it touched what it says. */
type Prove = <Value>(name: CommandName, work: () => Promise<Value>) => Promise<Value>;

const TEXT: InputOf<'consents.publish'> = {
  seriesId: null,
  kind: 'treatment',
  renewal: 'yearly',
  required: false,
  en: { title: 'Treatment', body: 'I agree.' },
  es: { title: 'Tratamiento', body: 'Estoy de acuerdo.' },
};

/** Every command of consents and pictures once, each held against its topics; answers their names. */
export async function proveConsentsAndPictures(
  prove: Prove,
  { engine }: TestPractice,
  patientId: string,
): Promise<CommandName[]> {
  const desk = deskOf(engine);
  const administrator = deskOf(engine);
  await desk.signIn('lead');
  await administrator.signIn('administrator');
  const proven: CommandName[] = [];
  const tell = <Name extends CommandName>(
    by: TestDesk,
    name: Name,
    input: InputOf<Name>,
    id = operationId(),
  ) => {
    proven.push(name);
    return prove(name, () => by.tell(name, input, id));
  };
  await tell(administrator, 'consents.publishDefaults', {});
  const { seriesId } = await tell(administrator, 'consents.publish', TEXT);
  const retired = operationId();
  await tell(administrator, 'consents.retire', { seriesId }, retired);
  await tell(administrator, 'consents.undoText', { operationId: retired });
  const asked = await whoSigns(desk, seriesId, patientId);
  await tell(desk, 'consents.refuse', { ...asked, reason: 'Declined' });
  const { signatureId } = await tell(desk, 'consents.sign', { ...asked, method: 'pad', ...drawnSignature() });
  const revoked = operationId();
  await tell(desk, 'consents.revoke', { signatureId, reason: 'By letter' }, revoked);
  await tell(desk, 'consents.undo', { operationId: revoked });
  const data = tinyJpeg(300, 300).toString('base64');
  const { pictureId } = await tell(desk, 'pictures.add', { patientId, kind: 'photo', data });
  const removed = operationId();
  await tell(desk, 'pictures.remove', { pictureId }, removed);
  await tell(desk, 'pictures.undo', { operationId: removed });
  return proven;
}

/** What a desk asks of consents and pictures on a morning. */
export async function signEverything({ engine }: TestPractice, patientId: string): Promise<void> {
  const desk = deskOf(engine);
  const administrator = deskOf(engine);
  await desk.signIn('front-desk');
  await administrator.signIn('administrator');
  const { seriesId } = await administrator.tell('consents.publish', { ...TEXT, required: true });
  await desk.ask('consents.texts', {});
  await desk.ask('consents.ofPatient', { patientId, visitId: null });
  const asked = await whoSigns(desk, seriesId, patientId);
  const { signatureId } = await desk.tell('consents.sign', { ...asked, method: 'pad', ...drawnSignature() });
  await desk.ask('consents.document', { signatureId });
  const data = tinyJpeg(300, 300).toString('base64');
  const { pictureId } = await desk.tell('pictures.add', { patientId, kind: 'photo', data });
  await desk.ask('pictures.read', { pictureId });
  await desk.ask('pictures.ofPatient', { patientId });
  await desk.ask('visits.board', {});
}

async function whoSigns(desk: TestDesk, seriesId: string, patientId: string) {
  const { wordings } = await desk.ask('consents.wording', { seriesId });
  const [wording] = wordings;
  return {
    patientId,
    visitId: null,
    textId: wording?.textId ?? '',
    textHash: wording?.sha256 ?? '',
    signerName: 'Ana Garcia',
    relation: 'self' as const,
  };
}
