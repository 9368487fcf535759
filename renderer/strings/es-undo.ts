/** What can be taken back on a visit, by the method that did it, in Spanish. */
export const UNDO_NAMES: Readonly<Record<string, string>> = {
  'visits.checkIn': 'el registro de llegada',
  'visits.checkOut': 'la salida',
  'calendar.book': 'la cita',
  'calendar.move': 'el cambio de hora',
  'calendar.bookSeries': 'la serie',
  'calendar.cancelRest': 'la serie cancelada',
  'calendar.explainMove': 'el motivo del cambio',
  'calendar.late': 'el aviso de retraso',
  'calendar.keepBoth': 'el dejar las dos',
  'worklists.logCall': 'la llamada',
  'visits.walkIn': 'la visita sin cita',
  'visits.move': 'el último paso',
  'visits.assignPatient': 'la elección del paciente',
  'patients.edit': 'el cambio del expediente',
};
