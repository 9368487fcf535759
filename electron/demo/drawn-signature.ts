import { crc32, deflateSync } from 'node:zlib';
import type { Chance } from './chance.ts';

/** Pixels of the picture of a made-up signature. */
const WIDTH = 480;
const HEIGHT = 140;
const PEN = 2;
/** Milliseconds between two points of a hand. */
const STEP = 12;

export interface DrawnSignature {
  readonly png: Buffer;
  /** As the pad gives them: four numbers to a point, x, y, milliseconds and thousandths of pressure. */
  readonly strokes: readonly (readonly number[])[];
}

/** A line that looks written: loops that run to the right, then the stroke beneath. Nobody's hand. */
export function drawSignature(chance: Chance): DrawnSignature {
  const letters = chance.between(5, 8);
  const wide = (WIDTH - 120) / letters;
  const written: number[] = [];
  let time = 0;
  for (let letter = 0; letter < letters; letter += 1) {
    const tall = letter === 0 || chance.happens(25) ? chance.between(38, 50) : chance.between(12, 20);
    const lean = chance.between(4, 14);
    const loop = wide * (0.55 + chance.between(0, 30) / 100);
    for (let part = 0; part < 24; part += 1) {
      const turn = (part / 24) * 2 * Math.PI;
      const up = (1 - Math.cos(turn)) / 2;
      const x = 50 + letter * wide + (part / 24) * wide + Math.sin(turn) * loop * 0.5 + up * lean;
      const y = 92 - up * tall + Math.sin(turn * 2) * 3;
      written.push(Math.round(x), Math.round(y), time, chance.between(380, 640));
      time += STEP;
    }
  }
  const beneath: number[] = [];
  time += STEP * 12;
  for (let part = 0; part <= 30; part += 1) {
    const x = 46 + (part / 30) * (WIDTH - 120);
    beneath.push(Math.round(x), Math.round(114 - Math.sin((part / 30) * Math.PI) * 8), time, 500);
    time += STEP;
  }
  const strokes = [written, beneath];
  return { png: paint(strokes), strokes };
}

/** Paints strokes black on white as a grey PNG of 8 bits. */
export function paint(strokes: readonly (readonly number[])[]): Buffer {
  const pixels = Buffer.alloc(WIDTH * HEIGHT, 255);
  for (const stroke of strokes)
    for (let place = 4; place + 3 < stroke.length; place += 4)
      line(
        pixels,
        stroke[place - 4] ?? 0,
        stroke[place - 3] ?? 0,
        stroke[place] ?? 0,
        stroke[place + 1] ?? 0,
      );
  const rows = Buffer.concat(
    Array.from({ length: HEIGHT }, (_, row) =>
      Buffer.concat([Buffer.of(0), pixels.subarray(row * WIDTH, (row + 1) * WIDTH)]),
    ),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function line(pixels: Buffer, fromX: number, fromY: number, toX: number, toY: number): void {
  const steps = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) * 2));
  for (let step = 0; step <= steps; step += 1) {
    const x = fromX + ((toX - fromX) * step) / steps;
    const y = fromY + ((toY - fromY) * step) / steps;
    dot(pixels, x, y);
  }
}

function dot(pixels: Buffer, atX: number, atY: number): void {
  for (let y = Math.floor(atY - PEN); y <= atY + PEN; y += 1)
    for (let x = Math.floor(atX - PEN); x <= atX + PEN; x += 1) {
      if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) continue;
      const shade = Math.round(Math.min(1, Math.max(0, Math.hypot(x - atX, y - atY) - PEN + 1)) * 225 + 30);
      const place = y * WIDTH + x;
      pixels[place] = Math.min(pixels[place] ?? 255, shade);
    }
}

/** PNG chunk: length, name, data, CRC-32 of name and data. */
function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'ascii'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
