import type { PlainDate } from '../../shared/kernel/time.ts';
import type { VisitLine } from '../../shared/worklists/contract.ts';
import { openCalendar } from '../calendar/open-calendar.ts';

/** Puts a visit on the calendar's pinboard, on its day, to be put down somewhere else. */
export function pinVisit(line: VisitLine, today: PlainDate): void {
  const { id, day, typeId, minutes, providerId, roomId, patient } = line;
  const { family, given, suffix } = patient;
  openCalendar(null, line.day === today ? null : line.day, {
    id,
    day,
    patientId: patient.id,
    typeId,
    minutes,
    providerId,
    roomId,
    family,
    given,
    suffix,
  });
}
