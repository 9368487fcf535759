import type { VisitStatus } from '../../../shared/visits/state-machine.ts';
import type { RowOf } from '../../engine/records.ts';
import { visitRecord } from '../../visits/records.ts';
import { instantText } from '../elements.ts';
import type { Unknown } from '../reading.ts';
import type { CompanionMapping } from '../record-mapping.ts';
import { tidied } from '../tidy.ts';
import { naming } from './references.ts';

type Row = RowOf<typeof visitRecord>;

const ACT_CODES = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** What an Encounter is while its visit is what. Where the arrival was taken back, there is none: it is told as cancelled. */
const STATUSES: Readonly<Record<VisitStatus, string>> = {
  booked: 'cancelled',
  confirmed: 'cancelled',
  arrived: 'arrived',
  'checked-in': 'triaged',
  'with-clinician': 'in-progress',
  'ready-to-leave': 'in-progress',
  'checked-out': 'finished',
  'no-show': 'cancelled',
  cancelled: 'cancelled',
};

/** What comes of a visit once the patient is here. */
export const visitEncounter: CompanionMapping<Row> = {
  recordType: visitRecord.type,
  resourceType: 'Encounter',
  isDue: ({ arrivedAt }) => arrivedAt !== null,
  toElements: (row, refer) =>
    tidied({
      status: STATUSES[row.status],
      class: { system: ACT_CODES, code: 'AMB', display: 'ambulatory' },
      subject: refer('Patient', row.patientId),
      participant: naming(refer, 'Practitioner', row.providerId).map((individual) => ({ individual })),
      appointment: [refer('Appointment', row.id)],
      period: periodOf(row),
      reasonCode: [{ text: row.reason }],
      location: naming(refer, 'Location', row.roomId).map((location) => ({ location })),
    }),
};

/** From the arrival until they left; of an arrival that was taken back nothing is told anew. */
function periodOf({ status, statusSince, arrivedAt }: Row): Unknown {
  if (arrivedAt === null) return {};
  const isOver = status === 'checked-out' || status === 'cancelled';
  return {
    start: instantText(arrivedAt),
    end: isOver ? instantText(Math.max(arrivedAt, statusSince)) : undefined,
  };
}
