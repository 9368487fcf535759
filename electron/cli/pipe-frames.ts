/** What a client may send before it has proven who it is, in bytes. */
export const MOST_BEFORE_PROOF = 4 * 1024;
/** What a client may send in one call, in bytes: the largest batch of an import with its escapes. */
export const MOST_IN_CALL = 40 * 1024 * 1024;
/** What an answer may be, in bytes. */
export const MOST_IN_ANSWER = 128 * 1024 * 1024;

const HEAD_BYTES = 4;

/** What came was no frame, or was too large. */
export class FrameError extends Error {
  constructor() {
    super('this is no frame of the desk');
    this.name = 'FrameError';
  }
}

/** A value as one frame: its length in 4 bytes, big-endian, then JSON in UTF-8. */
export function frameOf(value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/** Puts frames together from what arrives in pieces. */
export interface FrameReader {
  /** Takes a piece; answers the values that are whole now. Throws FrameError for what is none or is over the limit. */
  take(piece: Buffer): unknown[];
  /** From now on a frame may be this large, in bytes. */
  allow(most: number): void;
  /** True in the middle of a frame. */
  isWaiting(): boolean;
}

/** A reader of frames of up to `most` bytes. Holds no more than one frame and what arrived with it. */
export function createFrameReader(most: number): FrameReader {
  const state = { most, parts: [] as Buffer[], length: 0 };
  const wanted = (): number => {
    if (state.length < HEAD_BYTES) return HEAD_BYTES;
    // The head may lie over two pieces.
    if ((state.parts[0]?.length ?? 0) < HEAD_BYTES) state.parts = [Buffer.concat(state.parts)];
    const size = state.parts[0]?.readUInt32BE() ?? 0;
    if (size === 0 || size > state.most) throw new FrameError();
    return HEAD_BYTES + size;
  };
  return {
    take: (piece) => {
      state.parts.push(piece);
      state.length += piece.length;
      const values: unknown[] = [];
      for (let need = wanted(); state.length >= need && state.length > HEAD_BYTES; need = wanted()) {
        const all = Buffer.concat(state.parts);
        values.push(parsed(all.subarray(HEAD_BYTES, need)));
        const rest = all.subarray(need);
        state.parts = rest.length === 0 ? [] : [rest];
        state.length = rest.length;
      }
      return values;
    },
    allow: (limit) => {
      state.most = limit;
    },
    isWaiting: () => state.length > 0,
  };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new FrameError();
  }
}
