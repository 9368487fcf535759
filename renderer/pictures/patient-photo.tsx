import './pictures.css';
import { useEffect, useState } from 'react';
import type { PictureId } from '../../shared/kernel/ids.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { fromBase64 } from './shrink-picture.ts';

/** An address for bytes that came as base64, given back when they are not shown any more; null until it is there. */
export function usePictureUrl(data: string | undefined, mime: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (data === undefined) return;
    const made = URL.createObjectURL(new Blob([fromBase64(data)], { type: mime }));
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [data, mime]);
  return url;
}

interface PatientPhotoProps {
  readonly pictureId: PictureId | null | undefined;
  /** Whose photo it is, for screen readers. */
  readonly name: string;
  /** Shown where there is no photo. */
  readonly initials: string;
  readonly size?: 'small' | 'large' | undefined;
}

/** The photo of a patient, or the initials while there is none. */
export function PatientPhoto({ pictureId, name, initials, size = 'small' }: PatientPhotoProps) {
  const { pictures } = useStrings();
  const query = useDeskQuery(
    'pictures.read',
    { pictureId: pictureId ?? '' },
    { enabled: Boolean(pictureId) },
  );
  const url = usePictureUrl(pictureId ? query.data?.data : undefined, query.data?.mime ?? 'image/jpeg');
  const look = `patient-photo patient-photo--${size}`;
  return url === null ? (
    <span className={look} aria-hidden="true">
      {initials}
    </span>
  ) : (
    <img className={look} src={url} alt={pictures.photoOf(name)} />
  );
}

/** A kept picture of whatever kind, as large as there is room. */
export function KeptPicture({ pictureId, label }: { readonly pictureId: PictureId; readonly label: string }) {
  const query = useDeskQuery('pictures.read', { pictureId });
  const url = usePictureUrl(query.data?.data, query.data?.mime ?? 'image/jpeg');
  return url === null ? (
    <span className="kept-picture" />
  ) : (
    <img className="kept-picture" src={url} alt={label} />
  );
}
