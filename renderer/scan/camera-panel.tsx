import './scan.css';
import { useEffect, useRef, useState } from 'react';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { ask } from '../data/bridge.ts';
import { closePatientsPanel, openRegister } from '../data/desk-store.ts';
import { useMay } from '../data/session.ts';
import { type Camera, useCamera } from '../pictures/use-camera.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { greyFrame } from './grey-frame.ts';
import { takeScan } from './scan-host.tsx';

/** Between two pictures, in milliseconds. */
const PAUSE = 120;
/** As many pictures without a bar code, and the desk says what may help. */
const MANY = 40;

/** The camera instead of a scanner: the bar code is read as soon as one picture shows it well enough. */
export function CameraPanel({ today }: { readonly today: PlainDate }) {
  const { scan, patients } = useStrings();
  const mayWrite = useMay('patients.write');
  const camera = useCamera(true);
  const tries = useReading(camera, (text) => void takeScan(text, today, mayWrite));
  useShortcuts('panel', { n: mayWrite ? openRegister : undefined });
  const fault =
    camera.state === 'none' ? scan.cameraNone : camera.state === 'denied' ? scan.cameraDenied : null;
  return (
    <Panel
      title={scan.cameraTitle}
      subtitle={scan.cameraHint}
      onClose={closePatientsPanel}
      foot={
        <PanelNext>
          <Button look="primary" shortcut="n" onClick={openRegister} disabled={!mayWrite}>
            {patients.newPatient}
          </Button>
        </PanelNext>
      }
    >
      <div className="camera-scan">
        {fault === null ? (
          <video
            ref={camera.video}
            className="camera-scan__picture"
            muted
            playsInline
            aria-label={scan.camera}
          />
        ) : (
          <Notice tone="bad">{fault}</Notice>
        )}
        <p role="status" className="muted">
          {camera.state !== 'live' ? '' : tries > MANY ? scan.cameraSlow : scan.cameraLooking}
        </p>
        {fault === null ? null : <Button onClick={camera.retry}>{scan.cameraAgain}</Button>}
        {camera.devices.length < 2 ? null : (
          <SelectField
            label={scan.cameraWhich}
            value={camera.deviceId ?? ''}
            options={camera.devices.map(({ deviceId, label }, index) => ({
              value: deviceId,
              label: label === '' ? `${index + 1}` : label,
            }))}
            onChange={camera.choose}
          />
        )}
      </div>
    </Panel>
  );
}

/** Shows the engine one picture after the other until one is read; answers how many were not. */
function useReading({ state, video }: Camera, onRead: (text: string) => void): number {
  const [tries, setTries] = useState(0);
  const latest = useRef(onRead);
  useEffect(() => {
    latest.current = onRead;
  });
  useEffect(() => {
    if (state !== 'live') return;
    const canvas = document.createElement('canvas');
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const frame = video.current === null ? undefined : greyFrame(video.current, canvas);
      const text = frame === undefined ? null : (await ask('scan.readBarcode', frame)).text;
      if (isOver) return;
      if (text !== null) {
        isOver = true;
        latest.current(text);
        return;
      }
      setTries((count) => count + 1);
      timer = setTimeout(again, PAUSE);
    };
    // A picture that the engine refuses is one that was not read.
    const again = (): void =>
      void look().catch(() => {
        if (!isOver) timer = setTimeout(again, PAUSE * 10);
      });
    again();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [state, video]);
  return tries;
}
