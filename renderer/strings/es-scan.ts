import type { enScan } from './en-scan.ts';
import type { Spoken } from './spoken.ts';

/** Every word about scanned ID cards, in Spanish. */
export const esScan = {
  title: 'Identificación escaneada',
  subtitle: (lastFour: string, issuer: string) =>
    issuer === '' ? `Licencia terminada en ${lastFour}` : `Licencia de ${issuer} terminada en ${lastFour}`,
  expired: (date: string) => `Esta identificación venció el ${date}. Pida otra.`,
  whoTitle: '¿Quién es?',
  whoText: 'Aquí hay más de una persona con este nombre y esta fecha de nacimiento.',
  isNew: 'Ninguna de ellas: nuevo paciente',
  differencesTitle: (count: number) =>
    count === 1 ? 'Un campo es distinto' : `${count} campos son distintos`,
  differencesText: 'Presione un número para tomar lo que dice la licencia. Lo demás queda como está.',
  licenceSays: 'La licencia dice',
  chartSays: 'El expediente dice',
  take: (field: string) => `Tomar de la licencia: ${field}`,
  taken: 'tomado',
  nothing: 'nada',
  cutOff: 'No cupo completo en la tarjeta. Pregunte antes de tomarlo.',
  birthDateDiffers: 'La fecha de nacimiento es otra. Asegúrese de que sea la misma persona.',
  takeAll: 'Tomar todo lo que queda',
  save: (count: number) =>
    count === 0 ? 'Guardar' : count === 1 ? 'Guardar un cambio' : `Guardar ${count} cambios`,
  keepChart: 'Dejar el expediente como está',
  saved: 'Guardado de la licencia',
  matches: (name: string) => `${name}: la licencia dice lo mismo que el expediente`,
  mayNotWrite: 'Su función no permite cambiar el expediente; esto es lo que dice la tarjeta.',

  filled: 'Se llenó con la licencia',
  filledIn: (lastFour: string) =>
    `Tomado de la licencia terminada en ${lastFour}. El teléfono y el correo no están en ella.`,
  confirmCut: (field: string, value: string) => `${field} “${value}” está completo: ya pregunté`,
  confirmFirst: 'El nombre completo no cupo en la tarjeta. Pregunte, corríjalo y márquelo.',
  household: (name: string) =>
    `Mismo hogar que ${name}: se conservan la dirección, el teléfono y los apellidos.`,
  registerAnother: 'Otro del hogar',
  registeredNext: (name: string, mrn: string) =>
    `Se registró a ${name}, expediente ${mrn}. Siga con el siguiente del hogar.`,

  camera: 'Escanear la identificación con la cámara',
  cameraShort: 'Escanear ID',
  cameraWords: 'escanear identificación licencia cámara código',
  cameraTitle: 'Ponga el reverso de la tarjeta frente a la cámara',
  cameraHint: 'El código de barras ancho, derecho y cerca. Se lee solo.',
  cameraLooking: 'Buscando el código de barras',
  cameraNone: 'No se encontró ninguna cámara. Use el lector o escríbalo.',
  cameraDenied: 'Esta computadora no permite usar la cámara. Pregunte a la persona de sistemas.',
  cameraAgain: 'Probar la cámara otra vez',
  cameraWhich: 'Cámara',
  cameraSlow: 'Todavía no se lee. Más luz, menos inclinación, o use el lector.',

  whileSigning: 'Se escaneó una tarjeta mientras el paciente firma. No se tomó: escanéela otra vez después.',

  problems: {
    'not-a-licence': 'Eso no era una licencia ni una identificación. Escanee el código ancho del reverso.',
    'unknown-version': 'Esta tarjeta tiene un código que el programa no conoce. Escríbalo.',
    'separators-lost':
      'El lector omite los caracteres entre los campos. No se llenó nada: escríbalo, y pida a la persona de sistemas que configure el lector para enviar caracteres de control.',
    'cut-short': 'Solo llegó una parte del código. Escanee otra vez, despacio.',
    incomplete: 'Al código le faltan campos que toda tarjeta tiene. Escanee otra vez o escríbalo.',
    'bad-date': 'Las fechas de esta tarjeta no se leen con certeza. No se llenó nada: escríbalo.',
    'unknown-country': 'Esta tarjeta no es de Estados Unidos ni de Canadá. Escríbalo.',
    contradictory: 'El código se contradice. No se llenó nada: escríbalo.',
    damaged: 'El código llegó dañado. Escanee otra vez o escríbalo.',
  },

  fields: {
    family: 'Apellidos',
    given: 'Nombre',
    middle: 'Segundo nombre',
    suffix: 'Sufijo',
    birthDate: 'Fecha de nacimiento',
    sex: 'Sexo',
    addressLine: 'Calle y número',
    city: 'Ciudad',
    state: 'Estado',
    postalCode: 'Código postal',
  },
} satisfies Spoken<typeof enScan>;
