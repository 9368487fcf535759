import { describe, expect, it } from 'vitest';
import type { GreyPicture } from '../../../electron/decode/grey-picture.ts';
import { LONGEST_SIDE } from '../../../shared/scan/contract.ts';
import { barcodePicture } from '../../support/barcode-picture.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { barcodeOf, CARD } from '../../support/licence-cards.ts';

const practice = practiceOfEachTest();

const asInput = ({ width, height, pixels }: GreyPicture) => ({
  width,
  height,
  grey: Buffer.from(pixels).toString('base64'),
});

describe('a picture of a card, shown to the engine', () => {
  it('is answered with the text of its bar code, of which nothing is kept', async () => {
    await practice.desk.signIn('front-desk');
    const before = practice.db.prepare('SELECT count(*) FROM audit').pluck().get();
    const text = barcodeOf(CARD);
    expect(await practice.desk.ask('scan.readBarcode', asInput(barcodePicture(text)))).toEqual({ text });
    expect(practice.db.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(before);
  });

  it('without a bar code is answered with nothing', async () => {
    await practice.desk.signIn('front-desk');
    const grey = { width: 64, height: 32, pixels: new Uint8Array(64 * 32).fill(90) };
    expect(await practice.desk.ask('scan.readBarcode', asInput(grey))).toEqual({ text: null });
  });

  it('that is not as large as it says, or larger than any, is refused', async () => {
    await practice.desk.signIn('front-desk');
    const input = asInput({ width: 64, height: 32, pixels: new Uint8Array(64 * 31) });
    await expect(practice.desk.ask('scan.readBarcode', input)).rejects.toMatchObject({
      failure: { code: 'scan/not-a-picture' },
    });
    await expect(
      practice.desk.ask('scan.readBarcode', { ...input, width: LONGEST_SIDE + 1 }),
    ).rejects.toMatchObject({ failure: { code: 'input/invalid' } });
    const flood = {
      width: LONGEST_SIDE,
      height: LONGEST_SIDE,
      grey: 'A'.repeat(LONGEST_SIDE * LONGEST_SIDE * 2),
    };
    await expect(practice.desk.ask('scan.readBarcode', flood)).rejects.toMatchObject({
      failure: { code: 'input/invalid' },
    });
  });

  it('is read for nobody who may not register a patient', async () => {
    await practice.desk.signIn('auditor');
    await expect(
      practice.desk.ask('scan.readBarcode', { width: 16, height: 16, grey: '' }),
    ).rejects.toMatchObject({ failure: { code: 'staff/not-allowed' } });
  });
});
