import './pictures.css';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import type { PictureKind } from '../../shared/pictures/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { usePictureUrl } from './patient-photo.tsx';
import { FRAMES, shrinkPicture } from './shrink-picture.ts';
import { useCamera } from './use-camera.ts';

interface CameraDialogProps {
  readonly kind: PictureKind;
  /** Gets the picture as JPEG in base64, small enough to be kept. */
  readonly onKeep: (data: string) => void;
  readonly onClose: () => void;
}

/**
 * The camera in a box of the panel it belongs to; nothing else of the desk is blocked meanwhile. A file does where
 * there is no camera. Enter takes the picture and keeps it, Esc goes back.
 */
export function CameraDialog({ kind, onKeep, onClose }: CameraDialogProps) {
  const { pictures } = useStrings();
  const words = pictures.camera;
  const [taken, setTaken] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const camera = useCamera(taken === null);
  const file = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLDivElement>(null);
  const isLive = camera.state === 'live';

  const take = async (
    source: CanvasImageSource,
    size: { readonly width: number; readonly height: number },
  ): Promise<void> => {
    const data = await shrinkPicture(source, size, kind);
    setProblem(data === null ? words.tooLarge : null);
    setTaken(data);
  };
  const shoot = (): void => {
    const { current } = camera.video;
    if (!isLive || current === null || current.videoWidth === 0) return;
    void take(current, { width: current.videoWidth, height: current.videoHeight });
  };
  const takeFile = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = event.target.files?.[0];
    event.target.value = '';
    if (chosen === undefined) return;
    const bitmap = await createImageBitmap(chosen).catch(() => null);
    if (bitmap === null) return setProblem(words.badFile);
    await take(bitmap, bitmap);
    bitmap.close();
  };
  const keep = (): void => {
    if (taken !== null) onKeep(taken);
  };
  useShortcuts('panel', { Escape: onClose, Enter: taken === null ? shoot : keep });
  const hasTaken = taken !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button that comes next takes the keyboard
  useEffect(() => {
    main.current?.querySelector<HTMLButtonElement>('.button--primary')?.focus();
  }, [hasTaken, isLive]);
  const fault =
    problem ?? (camera.state === 'none' ? words.noCamera : camera.state === 'denied' ? words.denied : null);
  return (
    <div className="camera" role="group" aria-label={words[kind]} ref={main}>
      <p className="camera__title">{words[kind]}</p>
      <div className={`camera__view${FRAMES[kind].ratio === 1 ? ' camera__view--square' : ''}`}>
        {taken === null ? (
          <video ref={camera.video} className="camera__picture" muted playsInline aria-label={words.live} />
        ) : (
          <Taken data={taken} label={words.taken} />
        )}
        {taken === null && camera.state === 'starting' ? (
          <span className="camera__waiting">{words.starting}</span>
        ) : null}
      </div>
      {fault === null ? null : <Notice tone="warn">{fault}</Notice>}
      {camera.devices.length > 1 && taken === null ? (
        <SelectField
          label={words.which}
          value={camera.deviceId ?? ''}
          options={camera.devices.map(({ deviceId, label }, place) => ({
            value: deviceId,
            label: label === '' ? words.unnamed(place + 1) : label,
          }))}
          onChange={camera.choose}
        />
      ) : null}
      <input
        ref={file}
        type="file"
        hidden
        accept="image/jpeg,image/png"
        onChange={(event) => void takeFile(event)}
      />
      <div className="camera__actions">
        <Button look="quiet" shortcut="Escape" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button look="quiet" onClick={() => file.current?.click()}>
          {words.file}
        </Button>
        {taken !== null ? (
          <Button onClick={() => setTaken(null)}>{words.again}</Button>
        ) : isLive ? null : (
          <Button onClick={camera.retry}>{words.tryAgain}</Button>
        )}
        <span className="camera__next">
          {taken !== null ? (
            <Button look="primary" shortcut="Enter" onClick={keep}>
              {words.keep}
            </Button>
          ) : (
            <Button look="primary" shortcut="Enter" disabled={!isLive} onClick={shoot}>
              {words.shoot}
            </Button>
          )}
        </span>
      </div>
    </div>
  );
}

function Taken({ data, label }: { readonly data: string; readonly label: string }) {
  const url = usePictureUrl(data, 'image/jpeg');
  return url === null ? null : <img className="camera__picture" src={url} alt={label} />;
}
