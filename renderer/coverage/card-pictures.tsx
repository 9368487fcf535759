import './coverage.css';
import { useState } from 'react';
import type { PatientId, PictureId } from '../../shared/kernel/ids.ts';
import { useDeskCommand } from '../data/queries.ts';
import { CameraDialog } from '../pictures/camera-dialog.tsx';
import { KeptPicture } from '../pictures/patient-photo.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { failureText } from '../visits/failure-text.ts';
import type { CardDraft } from './card-draft.ts';

interface CardPicturesProps {
  readonly patientId: PatientId;
  readonly card: Pick<CardDraft, 'frontPictureId' | 'backPictureId'>;
  readonly onChange: (sides: Pick<CardDraft, 'frontPictureId' | 'backPictureId'>) => void;
}

const SIDES = [
  { kind: 'card-front', field: 'frontPictureId' },
  { kind: 'card-back', field: 'backPictureId' },
] as const;
type Side = (typeof SIDES)[number];

/** Front and back of the card, each taken by the camera or from a file. */
export function CardPictures({ patientId, card, onChange }: CardPicturesProps) {
  const { checkIn } = useStrings();
  const add = useDeskCommand('pictures.add');
  const [taking, setTaking] = useState<Side | null>(null);
  const labels = { frontPictureId: checkIn.cardFront, backPictureId: checkIn.cardBack };
  const keep = async (side: Side, data: string): Promise<void> => {
    setTaking(null);
    const kept = await add.run({ patientId, kind: side.kind, data }).catch(() => undefined);
    if (kept === undefined) return;
    const { frontPictureId, backPictureId } = card;
    onChange({ frontPictureId, backPictureId, [side.field]: kept.pictureId });
  };
  if (taking !== null)
    return (
      <CameraDialog
        kind={taking.kind}
        onKeep={(data) => void keep(taking, data)}
        onClose={() => setTaking(null)}
      />
    );
  return (
    <>
      <div className="card-sides">
        {SIDES.map((side) => {
          const pictureId: PictureId | null = card[side.field];
          return (
            <div key={side.kind} className="card-sides__one">
              <span className="small muted">{labels[side.field]}</span>
              {pictureId === null ? null : <KeptPicture pictureId={pictureId} label={labels[side.field]} />}
              <Button
                small
                onClick={() => setTaking(side)}
                aria-label={`${labels[side.field]}: ${checkIn.cardPicture}`}
              >
                {pictureId === null ? checkIn.cardPicture : checkIn.cardPictureAgain}
              </Button>
            </div>
          );
        })}
      </div>
      {add.failure === null ? null : <Notice tone="bad">{failureText(add.failure)}</Notice>}
    </>
  );
}
