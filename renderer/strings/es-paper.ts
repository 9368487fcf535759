import type { enPaper } from './en-paper.ts';
import type { Spoken } from './spoken.ts';

/** Lo que dice un día de la agenda en papel y en un archivo de calendario, y el panel donde se piden. */
export const esPaper: Spoken<typeof enPaper> = {
  title: 'Imprimir el día',
  open: 'Imprimir',
  paletteLabel: 'Imprimir un día de la agenda',
  paletteWords: 'imprimir agenda día hoja profesional sala papel ics exportar archivo',
  key: 'Imprimir el día, o guardarlo como archivo de calendario',
  what: 'Qué imprimir',
  kinds: {
    'provider-day': 'Día del profesional',
    'room-sheet': 'Hoja de sala',
    'day-sheet': 'Hoja del día',
  },
  day: 'Día',
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
  totals: (counts) =>
    `Visitas ${counts.visits}: citadas ${counts.booked}, confirmadas ${counts.confirmed}, llegaron ${counts.arrived}, no vinieron ${counts.noShow}, canceladas ${counts.cancelled}`,
};
