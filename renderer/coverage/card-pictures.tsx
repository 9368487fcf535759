import type { PatientId } from '../../shared/kernel/ids.ts';
import type { CardDraft } from './card-draft.ts';

interface CardPicturesProps {
  readonly patientId: PatientId;
  readonly card: CardDraft;
  readonly onChange: (card: CardDraft) => void;
}

/** Front and back of the card. */
export function CardPictures(_props: CardPicturesProps) {
  return null;
}
