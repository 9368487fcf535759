import type { enServer } from './en-server.ts';
import type { Spoken } from './spoken.ts';

/** El servidor del consultorio: conectarse, unirse a un consultorio y lo que viene de él. */
export const esServer: Spoken<typeof enServer> = {
  address: 'Dirección del servidor',
  addressHint:
    'Su dirección FHIR R4, como https://ehr.example/fhir. La tiene su proveedor o su persona de informática.',
  signsIn: 'Cómo se identifica allí este puesto',
  ways: {
    none: 'De ninguna manera: el servidor no pregunta a nadie',
    bearer: 'Con un token',
    basic: 'Con un usuario y una contraseña',
    client: 'Con un id de cliente y un secreto (OAuth 2)',
    smart: 'Con una llave privada (SMART Backend Services)',
  },
  token: 'Clave de acceso (token)',
  user: 'Usuario',
  password: 'Contraseña',
  tokenAddress: 'Dirección que entrega los tokens',
  tokenAddressHint: 'La documentación del servidor la llama “token endpoint”.',
  clientId: 'Id de cliente',
  secret: 'Secreto',
  keyId: 'Id de la llave',
  keyIdHint: 'El “kid” con el que el servidor conoce la mitad pública de la llave.',
  privateKey: 'Llave privada',
  privateKeyHint:
    'El archivo PEM completo. Se guarda en el archivo cifrado de este puesto y no se vuelve a mostrar.',
  scope: 'Alcance (scope)',
  ownAuthority: 'El certificado del servidor es de la autoridad propia del consultorio',
  authorities: 'Certificados de esa autoridad',
  authoritiesHint: 'El archivo PEM completo.',
  fromFile: 'De un archivo…',
  fileTooLarge: 'Este archivo es demasiado grande para una llave o un certificado.',
  required: 'Escriba esto primero.',

  connect: 'Conectar',
  asking: 'Preguntando al servidor qué puede hacer…',
  cancel: 'Dejarlo como está',
  connected: 'Conectado. Ahora se envía lo que está aquí y no allí.',
  factsLabel: 'El servidor',
  factAddress: 'Dirección',
  factSoftware: 'Programa',
  factSignIn: 'Identificación',
  factState: 'Ahora',
  signedInBy: {
    none: 'Sin identificarse: el servidor no pregunta a nadie',
    bearer: 'Identificado con un token',
    basic: 'Identificado con un usuario y una contraseña',
    client: 'Identificado con el secreto de un cliente',
    smart: 'Identificado con una llave privada',
  },
  since: (when: string, who: string) => `desde ${when}, por ${who}`,
  authority: 'su certificado se conoce por la autoridad propia del consultorio',
  unnamedSoftware: 'no dice su nombre',
  takesLabel: 'Lo que acepta',
  takes: {
    sent: 'Va y viene de allí',
    read: 'Allí solo se lee',
    carried: 'Va allí solo entre nuestros puestos',
    'kept-here': 'Se queda en este puesto',
  },
  limitsLabel: 'Conviene saber',
  limits: {
    notTried: 'Esto es lo que el servidor dice de sí mismo; no dejó probar nada.',
    versions:
      'No nota cuando dos personas cambian el mismo registro en el mismo momento: vale lo último, y lo anterior queda solo en el historial.',
    once: 'Después de un corte primero se mira allí si algo llegó, para no crear nada dos veces. Eso tarda más.',
    oneByOne: 'Acepta un cambio a la vez. Después de un corte largo tarda más en estar todo allí.',
    everything: 'No puede decir qué cambió. Cada vez se lee todo.',
  },
  allWell: 'Puede hacer todo lo que Anteroom quiere de un servidor.',
  syncNow: 'Sincronizar ahora',
  syncing: 'Sincronizando…',
  ends: {
    whole: 'Todo está igual aquí y allí.',
    partly: 'La mayor parte está hecha; a algo el servidor no pudo responder. Se intenta de nuevo solo.',
    offline: 'El servidor no responde. Se intenta de nuevo solo.',
    unauthorized: 'El servidor no deja entrar a este puesto. Revise cómo se identifica.',
    stopped: 'La sincronización se detuvo.',
    'not-connected': 'El consultorio no está conectado a ningún servidor.',
  },
  connectAnew: 'Conectar de nuevo…',
  secretsAgain: 'Lo que hace falta para identificarse se vuelve a escribir: nunca se muestra.',
  disconnect: 'Desconectar',
  disconnectHint: 'Olvida cómo identificarse allí. No se borra nada, ni aquí ni allí.',
  disconnected: (count: number) =>
    count === 0
      ? 'Desconectado. Lo que se cambie desde ahora se queda en este puesto.'
      : count === 1
        ? 'Desconectado. 1 cambio se queda en este puesto y se envía cuando se conecte de nuevo.'
        : `Desconectado. ${count} cambios se quedan en este puesto y se envían cuando se conecte de nuevo.`,
  reconnected: 'Conectado de nuevo.',

  joinInstead: 'Este es otro puesto de un consultorio que ya existe',
  joinTitle: 'Otro puesto',
  joinHint:
    'El consultorio viene del servidor al que está conectado su primer puesto. Tenga a mano con qué se identifica ese puesto: Ajustes, Servidor.',
  joinSteps: { server: 'El servidor', who: 'Usted', code: 'Código de recuperación' },
  look: 'Buscar el consultorio',
  looking: 'Preguntando al servidor…',
  whoTitle: (practice: string) => `Unirse a ${practice}`,
  whoHint:
    'Un puesto nuevo lo hace una persona que administra. Elija quién es usted y un PIN para este puesto; los PIN no se envían a ninguna parte, así que cada puesto tiene los suyos. Queda escrito que fue usted.',
  who: '¿Quién es usted?',
  nobody:
    'El servidor no conoce a nadie que administre este consultorio y pueda hacerlo. Revise en el primer puesto: Ajustes, Personal.',
  join: 'Unirse',
  joining: 'Uniéndose…',
  newInstead: 'No, es un consultorio nuevo',

  pinsTitle: 'Los PIN de este puesto',
  pinsText:
    'El consultorio ya está aquí. Cada persona tiene un PIN propio en cada puesto; dé el suyo a quienes trabajan en este.',
  givePins: 'Dar los PIN',

  fetching: (what: string, received: string) => `Trayendo ${what}: ${received}`,
  fetchingOf: (what: string, received: string, total: string) =>
    `Trayendo ${what}: ${received} de unos ${total}`,
  left: (minutes: number) =>
    minutes < 1
      ? 'falta menos de un minuto'
      : minutes === 1
        ? 'falta alrededor de 1 minuto'
        : `faltan unos ${minutes} minutos`,
  fetchingHint: 'Ya puede trabajar: lo que falta llega solo.',
  things: {
    Patient: 'pacientes',
    Appointment: 'visitas',
    Coverage: 'seguros',
    Encounter: 'lo que resultó de las visitas',
    PaymentNotice: 'pagos',
    DocumentReference: 'fotos y textos',
    Consent: 'consentimientos',
    Task: 'llamadas',
    Communication: 'notas',
    CommunicationRequest: 'recordatorios',
    RelatedPerson: 'contactos',
    Flag: 'alertas',
    ServiceRequest: 'referencias',
    CoverageEligibilityResponse: 'respuestas de elegibilidad',
    Practitioner: 'médicos',
    Location: 'salas',
    HealthcareService: 'tipos de cita',
    ChargeItemDefinition: 'precios',
    Schedule: 'horarios',
    Person: 'personal',
    Organization: 'el consultorio',
    Basic: 'ajustes',
  },
  records: {
    Organization: 'el consultorio',
    'Basic.desk': 'puestos',
    'Basic.staff': 'personal',
    'Basic.preference': 'cómo prefiere cada quien su puesto',
    Practitioner: 'médicos',
    Location: 'salas',
    HealthcareService: 'tipos de cita',
    ChargeItemDefinition: 'precios',
    Schedule: 'horarios',
    Slot: 'reservas',
    Patient: 'pacientes',
    RelatedPerson: 'contactos',
    Flag: 'alertas',
    Communication: 'notas',
    Coverage: 'seguros',
    CoverageEligibilityResponse: 'respuestas de elegibilidad',
    ServiceRequest: 'referencias',
    DocumentReference: 'textos de consentimiento',
    Consent: 'consentimientos firmados',
    Media: 'fotos',
    Encounter: 'visitas',
    Appointment: 'la lista de espera',
    CommunicationRequest: 'recordatorios',
    Task: 'llamadas',
    PaymentNotice: 'pagos',
  },
  other: 'otros registros',

  network: 'Red',
  networkHint: 'Desenchufa este puesto de demostración, para ver cómo trabaja sin su servidor',
  plugged: 'conectada',
  unplugged: 'desenchufada',
};
