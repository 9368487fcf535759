import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

export type CameraState = 'starting' | 'live' | 'none' | 'denied';

export interface CameraDevice {
  readonly deviceId: string;
  /** Empty where the browser does not tell. */
  readonly label: string;
}

export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  readonly devices: readonly CameraDevice[];
  readonly deviceId: string | null;
  readonly choose: (deviceId: string) => void;
  readonly retry: () => void;
}

/** A camera of this PC in a `<video>`, without sound. It is switched off as soon as `on` is false or the part of the screen is gone. */
export function useCamera(on: boolean): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  const [devices, setDevices] = useState<readonly CameraDevice[]>([]);
  const [chosen, choose] = useState<string | null>(null);
  const [running, setRunning] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt starts it anew
  useEffect(() => {
    if (!on) return;
    let isGone = false;
    let stream: MediaStream | null = null;
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const start = async (): Promise<void> => {
      setState('starting');
      stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: {
          width: { ideal: 1920 },
          height: { ideal: 1080 },
          ...(chosen === null ? {} : { deviceId: { exact: chosen } }),
        },
      });
      if (isGone) return stop();
      const found = await navigator.mediaDevices.enumerateDevices();
      if (isGone) return stop();
      setDevices(
        found.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ deviceId, label })),
      );
      setRunning(stream.getVideoTracks()[0]?.getSettings().deviceId ?? null);
      const element = video.current;
      if (element !== null) {
        element.srcObject = stream;
        await element.play().catch(() => undefined);
      }
      if (!isGone) setState('live');
    };
    start().catch((error: unknown) => {
      stop();
      if (isGone) return;
      const name = error instanceof DOMException ? error.name : '';
      setState(name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'denied');
    });
    return () => {
      isGone = true;
      stop();
      setState('starting');
    };
  }, [on, chosen, attempt]);

  return { video, state, devices, deviceId: chosen ?? running, choose, retry };
}
