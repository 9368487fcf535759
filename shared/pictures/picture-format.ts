/** The most bytes of one picture: in base64 it fits into one message to the engine with room to spare. */
export const MOST_PICTURE_BYTES = 180 * 1024;
/** The longest side that a browser is asked to decode, in pixels. */
export const MOST_PICTURE_SIDE = 4096;

export interface PictureHead {
  readonly mime: 'image/jpeg' | 'image/png';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * What the bytes themselves say they are: a whole JPEG or PNG of a bearable size, else undefined. Only headers are
 * read. Decoding is the browser's, in its sandbox; what is something else, or goes on after its end, is refused here.
 */
export function readPictureHead(bytes: Uint8Array): PictureHead | undefined {
  const head = readPng(bytes) ?? readJpeg(bytes);
  if (head === undefined) return undefined;
  const { width, height } = head;
  const isBearable = width > 0 && height > 0 && width <= MOST_PICTURE_SIDE && height <= MOST_PICTURE_SIDE;
  return isBearable ? head : undefined;
}

const PNG_SIGN = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** PNG, second edition: 8 bytes of sign, then chunks of length, name, data and check, `IHDR` first and `IEND` last. */
function readPng(bytes: Uint8Array): PictureHead | undefined {
  if (bytes.length < 45 || !PNG_SIGN.every((byte, place) => bytes[place] === byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = 8;
  let hasData = false;
  let size: { width: number; height: number } | undefined;
  while (place + 12 <= bytes.length) {
    const length = view.getUint32(place);
    const name = String.fromCharCode(...bytes.subarray(place + 4, place + 8));
    const end = place + 12 + length;
    if (end > bytes.length) return undefined;
    if (size === undefined) {
      if (name !== 'IHDR' || length !== 13) return undefined;
      size = { width: view.getUint32(place + 8), height: view.getUint32(place + 12) };
    }
    if (name === 'IDAT') hasData = true;
    // Animation would show one picture at the desk and another one on the paper.
    if (name === 'acTL') return undefined;
    if (name === 'IEND')
      return end === bytes.length && length === 0 && hasData ? { mime: 'image/png', ...size } : undefined;
    place = end;
  }
  return undefined;
}

/** JPEG, ITU T.81 annex B: markers with their length until the scan; the frame header tells the size. */
function readJpeg(bytes: Uint8Array): PictureHead | undefined {
  const last = bytes.length - 2;
  if (last < 20 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  if (bytes[last] !== 0xff || bytes[last + 1] !== 0xd9) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let place = 2;
  let size: { width: number; height: number } | undefined;
  while (place + 4 <= last) {
    if (bytes[place] !== 0xff) return undefined;
    const marker = bytes[place + 1] ?? 0;
    const length = view.getUint16(place + 2);
    if (length < 2 || place + 2 + length > last) return undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      if (length < 8 || size !== undefined) return undefined;
      size = { height: view.getUint16(place + 5), width: view.getUint16(place + 7) };
    }
    if (marker === 0xda) return size === undefined ? undefined : { mime: 'image/jpeg', ...size };
    place += 2 + length;
  }
  return undefined;
}
