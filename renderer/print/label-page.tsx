import type { VisitId } from '../../shared/kernel/ids.ts';
import { labelLines } from '../../shared/print/label.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Barcode } from './barcode.tsx';
import { Sheets } from './sheets.tsx';

/** The label of a visit as a page of its own size, for a label printer that is an ordinary printer of the PC. */
export function LabelPage({ visitId }: { readonly visitId: VisitId }) {
  const { pages } = useStrings();
  const frame = useFrame().data;
  const { data } = useDeskQuery('visits.panel', { visitId });
  if (data === undefined || frame === undefined) return null;
  const { family, given, suffix, birthDate, sex, mrn } = data.patient;
  const providerName = frame.providers.find(({ id }) => id === data.visit.providerId)?.displayName ?? '';
  const lines = labelLines({ family, given, suffix, birthDate, sex, mrn, day: frame.day, providerName });
  return (
    <Sheets
      sheet="label"
      label={pages.kinds.label}
      parts={[
        <div className="label" key="label">
          <p className={lines.name.length > 20 ? 'label__name label__name--long' : 'label__name'}>
            {lines.name}
          </p>
          <p>{lines.person}</p>
          <p>{lines.visit}</p>
          <Barcode text={lines.mrn} label={pages.mrn(lines.mrn)} />
          <p className="label__mrn">{pages.mrn(lines.mrn)}</p>
        </div>,
      ]}
    />
  );
}
