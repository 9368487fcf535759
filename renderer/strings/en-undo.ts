/** What can be taken back on a visit, by the method that did it. */
export const UNDO_NAMES: Readonly<Record<string, string>> = {
  'visits.checkIn': 'check-in',
  'visits.checkOut': 'check-out',
  'calendar.book': 'booking',
  'calendar.move': 'move',
  'calendar.bookSeries': 'series',
  'calendar.cancelRest': 'cancelled series',
  'calendar.explainMove': 'reason of the move',
  'calendar.late': 'note of being late',
  'calendar.keepBoth': 'keeping both',
  'worklists.logCall': 'call',
  'visits.walkIn': 'walk-in',
  'visits.move': 'last move',
  'visits.assignPatient': 'patient chosen',
  'patients.edit': 'change of the record',
};
