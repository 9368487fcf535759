import type { enPaper } from './en-paper.ts';
import type { Spoken } from './spoken.ts';

/** Lo que dice un día de la agenda en papel y en un archivo de calendario, y el panel donde se piden. */
export const esPaper: Spoken<typeof enPaper> = {
  title: 'Imprimir el día',
  paletteLabel: 'Imprimir un día de la agenda',
  paletteWords: 'imprimir agenda día hoja profesional sala papel ics exportar archivo',
  key: 'Imprimir el día, o guardarlo como archivo de calendario',
  what: 'Qué imprimir',
  dayOfYear: (day, year) => `${day} de ${year}`,
  provider: 'Profesional',
  room: 'Sala',
  allRooms: 'Todas las salas',
  show: 'Ver las páginas',

  columns: {
    time: 'Hora',
    patient: 'Paciente',
    visit: 'Visita',
    room: 'Sala',
    provider: 'Profesional',
    status: 'Estado',
  },
  hours: (spans) => `Horario: ${spans}`,
  noHours: 'Horario: no indicado',
  closed: 'Horario: ninguno este día',
  noTime: 'Sin hora',
  minutes: (count) => `${count} min`,
  lasting: (minutes) =>
    [
      Math.floor(minutes / 60) > 0 ? `${Math.floor(minutes / 60)} h` : '',
      minutes % 60 > 0 ? `${minutes % 60} min` : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
  free: (lasting) => `Libre, ${lasting}`,
  break: (lasting) => `Pausa, ${lasting}`,
  blocked: (reason) => `Reservado: ${reason}`,
  allDay: 'Todo el día',
  second: (time) => `${time} (segunda vez)`,
  newPatient: 'PACIENTE NUEVO',
  interpreter: (language) => `INTÉRPRETE: ${language}`,
  walkIn: 'sin cita',
  preparation: (text) => `Preparación: ${text}`,
  nobodyBooked: 'No hay nadie citado.',
  noRooms: 'No hay ninguna sala en uso.',
  continued: (name) => `${name}, continuación`,
  totals: (visits, parts) => `Visitas ${visits}: ${parts}`,
  counts: {
    booked: (count) => `citadas ${count}`,
    confirmed: (count) => `confirmadas ${count}`,
    arrived: (count) => `llegaron ${count}`,
    noShow: (count) => `no vinieron ${count}`,
    cancelled: (count) => `canceladas ${count}`,
  },

  file: {
    title: 'Como archivo de calendario',
    lead: 'Para un programa de calendario o un teléfono. El archivo queda fuera del almacén cifrado: quien lo tenga puede leerlo.',
    from: 'Desde',
    until: 'Hasta',
    withNames: 'Con los nombres de los pacientes',
    namesLead:
      'Sin ellos, cada visita dice «Cita» y su tipo. Los expedientes restringidos no se nombran nunca.',
    save: 'Guardar como archivo de calendario (.ics)',
    saved: (count) => (count === 1 ? 'Se guardó 1 visita.' : `Se guardaron ${count} visitas.`),
    wrongDays: 'Escriba dos días, el último no antes del primero.',
  },
};
