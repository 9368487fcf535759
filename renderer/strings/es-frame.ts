import type { enCommon, enFrame, enStaff, KeyGroup } from './en-frame.ts';
import type { Spoken } from './spoken.ts';

export const esCommon = {
  close: 'Cerrar, Esc',
  cancel: 'Cancelar',
  save: 'Guardar',
  undo: 'Deshacer',
  loading: 'Cargando',
  tryAgain: 'Intentar de nuevo',
  somethingWrong: 'No funcionó. No se perdió nada de lo que escribió.',
  reference: (ref: string) => `Para la persona de sistemas: referencia ${ref}`,
  none: 'Ninguno',
  today: 'Hoy',
} satisfies Spoken<typeof enCommon>;

const frameKeys: KeyGroup = {
  title: 'En todas partes',
  keys: [
    ['Ctrl+K', 'Buscar un paciente o una acción'],
    ['Alt+1', 'Hoy'],
    ['Alt+2', 'Agenda'],
    ['Alt+3', 'Pacientes'],
    ['Alt+4', 'Tareas'],
    ['Alt+5', 'Ajustes'],
    ['Alt+T', 'Una tarea sobre lo que está abierto'],
    ['/', 'Buscar en la lista'],
    ['ArrowDown', 'Siguiente de la lista, o J'],
    ['ArrowUp', 'Anterior de la lista, o K'],
    ['Enter', 'Abrir o aceptar'],
    ['Ctrl+Enter', 'Terminar lo que hace el panel'],
    ['Escape', 'Volver; lo que escribió se conserva'],
    ['Ctrl+Z', 'Deshacer'],
    ['Ctrl+P', 'Imprimir'],
    ['Ctrl+L', 'Bloquear'],
    ['?', 'Estas teclas'],
  ],
};

export const esFrame = {
  rooms: {
    today: 'Hoy',
    calendar: 'Agenda',
    patients: 'Pacientes',
    tasks: 'Tareas',
    settings: 'Ajustes',
    audit: 'Auditoría',
    sync: 'Sincronizar',
  },
  roomsLabel: 'Secciones',
  paletteField: 'Paciente, nacimiento, teléfono o acción',
  paletteLabel: 'Buscar un paciente o una acción',
  paletteNothing: 'Nadie ni nada con ese nombre.',
  paletteNoPatients: 'Ninguna acción con ese nombre. Su función no puede buscar pacientes.',
  palettePatients: 'Pacientes',
  paletteActions: 'Acciones',
  paletteCount: (count: number) => (count === 1 ? '1 resultado' : `${count} resultados`),
  visitToday: 'Visita hoy',
  actions: {
    checkIn: 'Registrar la llegada del siguiente paciente',
    walkIn: 'Nuevo paciente sin cita',
    book: 'Buscar el próximo hueco',
    lists: 'Lista de espera',
    calls: 'Llamadas para confirmar mañana',
    newPatient: 'Nuevo paciente',
    newTask: 'Nueva tarea',
    emptyForm: 'Imprimir un formulario de registro vacío',
    lock: 'Bloquear este puesto',
    keys: 'Mapa del teclado',
    light: 'Tema claro',
    dark: 'Tema oscuro',
    system: 'Tema de esta computadora',
    goTo: (room: string) => `Ir a ${room}`,
  },
  actionWords: {
    checkIn: 'registrar llegada check in siguiente',
    walkIn: 'sin cita walk in',
    book: 'agendar cita buscar hueco hora libre',
    lists: 'lista espera recordatorio',
    calls: 'llamadas confirmar mañana',
    newPatient: 'nuevo paciente registrar agregar',
    newTask: 'nueva tarea pendiente recordar alguien',
    emptyForm: 'imprimir formulario vacío papel registro',
    lock: 'bloquear salir cerrar sesión cambiar persona',
    keys: 'teclas teclado ayuda atajos',
    light: 'tema claro día',
    dark: 'tema oscuro noche',
    system: 'tema sistema computadora',
  },
  switchPerson: 'Bloquear o cambiar de persona',
  roles: {
    'front-desk': 'Recepción',
    lead: 'Encargado de recepción',
    billing: 'Facturación',
    clinician: 'Personal clínico',
    administrator: 'Administrador',
    auditor: 'Auditoría',
  },
  statusLabel: 'Estado',
  signedIn: (name: string) => `Sesión de ${name}`,
  businessDay: (day: string) => `Día de trabajo: ${day}`,
  notConnected: 'Sin conexión a un expediente electrónico',
  connecting: 'Conectando con el expediente electrónico',
  online: (time: string) => (time === '' ? 'En línea' : `En línea, todo igual a las ${time}`),
  offlineSince: (time: string) => (time === '' ? 'Sin conexión' : `Sin conexión desde las ${time}`),
  serverRefuses: 'El expediente electrónico no deja entrar a esta recepción',
  changesRefused: (count: number) => (count === 1 ? '1 cambio rechazado' : `${count} cambios rechazados`),
  conflictsOpen: (count: number) =>
    count === 1 ? '1 conflicto por decidir' : `${count} conflictos por decidir`,
  isNow: (name) => `este equipo es ahora ${name}`,
  clockIsOff: 'el reloj de esta computadora está mal',
  changesKept: (count: number) =>
    count === 0 ? 'nada pendiente' : count === 1 ? '1 cambio guardado' : `${count} cambios guardados`,
  outdated: (version, minimum) =>
    `Esta recepción tiene Anteroom ${version} y el consultorio pide la ${minimum}. Puede consultarlo todo; pida a su persona de informática que la actualice.`,
  demo: 'Consultorio de muestra, aquí nadie es real',
  keysHint: 'teclas',
  keyMapTitle: 'Teclas',
  frameKeys,
  theme: { label: 'Tema', light: 'Claro', dark: 'Oscuro', system: 'Como esta computadora' },
  noAccess:
    'Esta sección requiere una función que usted no tiene. Pregunte a su encargado o vaya a otra sección.',
  noRooms:
    'Su función no tiene secciones en este puesto. Pregunte a su encargado, o bloquee con Ctrl L para otra persona.',
  nothingToPrint:
    'En esta pantalla no hay nada que imprimir. La visita tiene sus papeles después de la llegada; el expediente, la hoja de datos.',
  nothingToUndo:
    'En esta pantalla no hay nada que deshacer. Abra la visita o el paciente: ahí está Deshacer.',
  brokenTitle: 'Esta pantalla dejó de funcionar.',
  brokenText:
    'Lo que se guardó está a salvo y lo que escribió se conserva. Intente de nuevo, o bloquee e inicie sesión.',
} satisfies Spoken<typeof enFrame>;

export const esStaff = {
  chooseTitle: '¿Quién está en recepción?',
  chooseHint: 'Flechas y Enter, o el número del recuadro',
  tiles: 'Personal',
  withoutPin: (count: number) =>
    count === 1
      ? '1 persona más trabaja aquí y no tiene PIN en este puesto. Se lo da quien administra: Ajustes, Personal.'
      : `${count} personas más trabajan aquí y no tienen PIN en este puesto. Se lo da quien administra: Ajustes, Personal.`,
  pin: 'PIN',
  pinFor: (name: string) => `PIN de ${name}`,
  signIn: 'Iniciar sesión',
  back: 'Otra persona',
  checking: 'Verificando…',
  accessEnded:
    'Esta recepción se bloqueó porque terminó el acceso de quien la usaba. Si es un error, hable con su responsable.',
  locked: 'Bloqueado. Lo que no se guardó se conserva para quien lo escribía.',
  noStaff: 'Todavía no hay nadie dado de alta en este puesto.',
} satisfies Spoken<typeof enStaff>;
