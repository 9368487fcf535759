import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GreyPicture } from '../../../electron/decode/grey-picture.ts';

/** Arguments of a browser whose only camera shows this picture all the time, in the middle of 1280 by 720. */
export function cameraThatShows(picture: GreyPicture): string[] {
  const [width, height] = [1280, 720];
  const light = Buffer.alloc(width * height, 200);
  const left = Math.floor((width - picture.width) / 2);
  const top = Math.floor((height - picture.height) / 2);
  for (let y = 0; y < picture.height; y += 1)
    light.set(picture.pixels.subarray(y * picture.width, (y + 1) * picture.width), (top + y) * width + left);
  // Two quarter planes without colour.
  const colour = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, colour]);
  const file = join(mkdtempSync(join(tmpdir(), 'anteroom-camera-')), 'card.y4m');
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]),
  );
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}
