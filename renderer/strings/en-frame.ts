/** A group of keys in the keyboard map: the key as `Ctrl+Enter`, and what it does. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly (readonly [string, string])[];
}

export const enCommon = {
  /** Names the key that is on the button, so that what is read out holds what is seen. */
  close: 'Close, Esc',
  cancel: 'Cancel',
  save: 'Save',
  undo: 'Undo',
  loading: 'Loading',
  tryAgain: 'Try again',
  somethingWrong: 'That did not work. Nothing you typed is lost.',
  reference: (ref: string) => `For your IT person: reference ${ref}`,
  none: 'None',
  today: 'Today',
};

const frameKeys: KeyGroup = {
  title: 'Everywhere',
  keys: [
    ['Ctrl+K', 'Find a patient or an action'],
    ['Alt+1', 'Today'],
    ['Alt+2', 'Calendar'],
    ['Alt+3', 'Patients'],
    ['Alt+4', 'Tasks'],
    ['Alt+5', 'Settings'],
    ['Alt+T', 'A task about what stands open'],
    ['/', 'Find in the list'],
    ['ArrowDown', 'Next in the list, or J'],
    ['ArrowUp', 'Previous in the list, or K'],
    ['Enter', 'Open or accept'],
    ['Ctrl+Enter', 'Finish what the panel is for'],
    ['Escape', 'Back; what you typed is kept'],
    ['Ctrl+Z', 'Undo'],
    ['Ctrl+P', 'Print'],
    ['Ctrl+L', 'Lock'],
    ['?', 'These keys'],
  ],
};

export const enFrame = {
  rooms: {
    today: 'Today',
    calendar: 'Calendar',
    patients: 'Patients',
    tasks: 'Tasks',
    settings: 'Settings',
    audit: 'Audit',
    sync: 'Sync',
  },
  roomsLabel: 'Rooms',
  paletteField: 'Find a patient, birth date, phone, or action',
  paletteLabel: 'Find a patient or an action',
  paletteNothing: 'Nobody and nothing by that name.',
  paletteNoPatients: 'No action by that name. Your role may not search patients.',
  palettePatients: 'Patients',
  paletteActions: 'Actions',
  paletteCount: (count: number) => (count === 1 ? '1 result' : `${count} results`),
  visitToday: 'Visit today',
  actions: {
    checkIn: 'Check in the next patient',
    walkIn: 'New walk-in',
    book: 'Find the next opening',
    lists: 'Wait list',
    calls: 'Calls to confirm tomorrow',
    newPatient: 'New patient',
    newTask: 'New task',
    emptyForm: 'Print an empty check-in form',
    lock: 'Lock this desk',
    keys: 'Keyboard map',
    light: 'Light theme',
    dark: 'Dark theme',
    system: 'Theme of this computer',
    goTo: (room: string) => `Go to ${room}`,
  },
  /** Other words people type for the same action. */
  actionWords: {
    checkIn: 'check in checkin arrive next',
    walkIn: 'walk in walkin no appointment',
    book: 'book appointment find next opening free time',
    lists: 'wait list waiting freed recall',
    calls: 'calls confirm tomorrow missed',
    newPatient: 'new patient register add',
    newTask: 'new task to do remind somebody note',
    emptyForm: 'print empty blank check-in form paper downtime',
    lock: 'lock leave sign out switch person',
    keys: 'keys keyboard help shortcuts',
    light: 'theme light day',
    dark: 'theme dark night',
    system: 'theme system computer',
  },
  switchPerson: 'Lock, or switch person',
  roles: {
    'front-desk': 'Front desk',
    lead: 'Front desk lead',
    billing: 'Billing',
    clinician: 'Clinician',
    administrator: 'Administrator',
    auditor: 'Auditor',
  },
  statusLabel: 'Status',
  signedIn: (name: string) => `${name} is signed in`,
  businessDay: (day: string) => `Business day ${day}`,
  notConnected: 'No EHR connected',
  connecting: 'Connecting to the EHR',
  online: (time: string) => (time === '' ? 'Online' : `Online, all alike at ${time}`),
  offlineSince: (time: string) => (time === '' ? 'Offline' : `Offline since ${time}`),
  serverRefuses: 'The EHR does not let this desk in',
  changesRefused: (count: number) => (count === 1 ? '1 change refused' : `${count} changes refused`),
  conflictsOpen: (count: number) => (count === 1 ? '1 conflict to decide' : `${count} conflicts to decide`),
  isNow: (name: string) => `this PC is now ${name}`,
  clockIsOff: 'the clock of this PC is wrong',
  changesKept: (count: number) =>
    count === 0 ? 'nothing waiting' : count === 1 ? '1 change kept' : `${count} changes kept`,
  outdated: (version: string, minimum: string) =>
    `This desk runs Anteroom ${version} and the practice asks for ${minimum}. You can look everything up; ask your IT person to update it.`,
  demo: 'Demo practice, nobody here is real',
  keysHint: 'keys',
  keyMapTitle: 'Keys',
  frameKeys,
  theme: { label: 'Theme', light: 'Light', dark: 'Dark', system: 'As this computer' },
  noAccess: 'This room needs a role you do not have. Ask a lead, or go to another room.',
  noRooms: 'Your role has no rooms on this desk. Ask a lead, or lock with Ctrl L for somebody else.',
  nothingToPrint:
    'Nothing to print on this screen. A visit has its papers once it is checked in; the chart has the face sheet.',
  nothingToUndo: 'Nothing to take back on this screen. Open the visit or the patient: Undo is there.',
  brokenTitle: 'This screen stopped working.',
  brokenText: 'What was saved is safe and what you typed is kept. Try again, or lock and sign in.',
};

export const enStaff = {
  chooseTitle: 'Who is at the desk?',
  chooseHint: 'Arrow keys and Enter, or the number on the tile',
  tiles: 'Staff',
  withoutPin: (count: number) =>
    count === 1
      ? '1 more person works here and has no PIN at this desk. An administrator gives it: Settings, Staff.'
      : `${count} more people work here and have no PIN at this desk. An administrator gives it: Settings, Staff.`,
  pin: 'PIN',
  pinFor: (name: string) => `PIN for ${name}`,
  signIn: 'Sign in',
  back: 'Somebody else',
  checking: 'Checking…',
  accessEnded:
    'This desk was locked because the access of whoever was signed in has ended. If that is a mistake, ask your lead.',
  locked: 'Locked. Unsaved work is kept for whoever was typing.',
  noStaff: 'Nobody is set up on this desk yet.',
};
