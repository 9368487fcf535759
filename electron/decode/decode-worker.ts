import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { GreyPicture } from './grey-picture.ts';
import { prepareReader, readBarcode } from './read-barcode.ts';

/**
 * Reads pictures from outside in a thread of its own, which has no store, no key and no window: a picture made to
 * break the reader breaks nothing else.
 */
const port = parentPort;
if (port === null) throw new Error('the decoder runs in a worker only');

const { wasmFile } = workerData as { wasmFile: string };
const bytes = readFileSync(wasmFile);
const ready = prepareReader(
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
);

port.on('message', ({ id, picture }: { id: number; picture: GreyPicture }) => {
  ready
    .then(() => readBarcode(picture))
    .catch(() => null)
    .then((text) => port.postMessage({ id, text }));
});
