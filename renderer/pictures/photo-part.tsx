import './pictures.css';
import { useState } from 'react';
import type { OperationId, PatientId, PictureId } from '../../shared/kernel/ids.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { Section } from '../ui/panel.tsx';
import { useUndoableChange } from '../ui/undoable.ts';
import { CameraDialog } from './camera-dialog.tsx';
import { PatientPhoto } from './patient-photo.tsx';

interface PhotoPartProps {
  readonly patientId: PatientId;
  readonly pictureId: PictureId | null;
  readonly name: string;
  readonly initials: string;
}

/** The same as a part of the chart. */
export function PhotoSection(props: PhotoPartProps) {
  const { pictures } = useStrings();
  return (
    <Section title={pictures.title}>
      <PhotoPart {...props} />
    </Section>
  );
}

/** The photo with the way to take it, take it anew and remove it. For the chart and the identity step. */
export function PhotoPart({ patientId, pictureId, name, initials }: PhotoPartProps) {
  const { pictures } = useStrings();
  const mayWrite = useMay('patients.write');
  const add = useDeskCommand('pictures.add');
  const remove = useDeskCommand('pictures.remove');
  const undoing = useDeskCommand('pictures.undo');
  const [isTaking, setTaking] = useState(false);

  const change = useUndoableChange((operationId) => undoing.run({ operationId }), pictures.undone);
  const act = async (work: (operationId: OperationId) => Promise<unknown>, said: string): Promise<void> => {
    if (await change.act(said, work)) setTaking(false);
  };
  return (
    <div className="photo-part">
      <PatientPhoto pictureId={pictureId} name={name} initials={initials} size="large" />
      {!mayWrite || isTaking ? null : (
        <div className="photo-part__actions">
          <Button small onClick={() => setTaking(true)}>
            {pictureId === null ? pictures.take : pictures.retakePhoto}
          </Button>
          {pictureId === null ? null : (
            <Button
              small
              look="quiet"
              onClick={() => void act((id) => remove.run({ pictureId }, id), pictures.removed)}
            >
              {pictures.remove}
            </Button>
          )}
        </div>
      )}
      {change.failure === null ? null : <Notice tone="bad">{change.failure.message}</Notice>}
      {isTaking ? (
        <CameraDialog
          kind="photo"
          onClose={() => setTaking(false)}
          onKeep={(data) => void act((id) => add.run({ patientId, kind: 'photo', data }, id), pictures.added)}
        />
      ) : null}
    </div>
  );
}
