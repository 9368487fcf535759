import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { GreyPicture } from './grey-picture.ts';

/** Reads bar codes away from the thread of the store. */
export interface Decoder {
  /** The text of the PDF417 bar code, or null where there is none, or none within `PATIENCE`. */
  read(picture: GreyPicture): Promise<string | null>;
}

/** A picture that takes longer, in milliseconds, is given up with its thread; the camera has newer ones. */
const PATIENCE = 10_000;

/** In the built app the worker lies beside this file; in the tree it is its source. */
const BUILT = join(import.meta.dirname, 'decode-worker.js');
const SOURCE = join(import.meta.dirname, 'decode-worker.ts');
const BUILT_WASM = join(import.meta.dirname, 'zxing_reader.wasm');

/** A decoder that starts its thread at the first picture. */
export function createDecoder(): Decoder {
  const waiting = new Map<number, (text: string | null) => void>();
  let worker: Worker | undefined;
  let count = 0;

  const giveUp = (): void => {
    const over = worker;
    worker = undefined;
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
    void over?.terminate();
  };
  const start = (): Worker => {
    const isBuilt = existsSync(BUILT);
    const wasmFile = isBuilt
      ? BUILT_WASM
      : createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
    const started = new Worker(isBuilt ? BUILT : SOURCE, { workerData: { wasmFile }, env: {} });
    // It must not keep a desk open that is closing.
    started.unref();
    started.on('message', ({ id, text }: { id: number; text: string | null }) => {
      waiting.get(id)?.(text);
      waiting.delete(id);
    });
    started.on('error', giveUp);
    started.on('exit', () => {
      if (worker === started) giveUp();
    });
    return started;
  };

  return {
    read: (picture) =>
      new Promise((resolve) => {
        worker ??= start();
        count += 1;
        const patience = setTimeout(giveUp, PATIENCE);
        waiting.set(count, (text) => {
          clearTimeout(patience);
          resolve(text);
        });
        worker.postMessage({ id: count, picture });
      }),
  };
}
