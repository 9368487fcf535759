import type { LicenceField, LicenceProblem } from '../../shared/patients/aamva.ts';

/** Every word about scanned ID cards. */
export const enScan = {
  title: 'ID card scanned',
  subtitle: (lastFour: string, issuer: string) =>
    issuer === '' ? `License ending ${lastFour}` : `${issuer} license ending ${lastFour}`,
  expired: (date: string) => `This card expired on ${date}. Ask for another one.`,
  whoTitle: 'Who is this?',
  whoText: 'More than one person here has this name and birth date.',
  isNew: 'None of them: new patient',
  differencesTitle: (count: number) =>
    count === 1 ? 'One field is different' : `${count} fields are different`,
  differencesText: 'Press a number to take what the license says. What you leave stays as it is.',
  licenceSays: 'License says',
  chartSays: 'Chart says',
  take: (field: string) => `Take ${field} from the license`,
  taken: 'taken',
  nothing: 'nothing',
  cutOff: 'The card had no room for all of it. Ask before you take it.',
  birthDateDiffers: 'The birth date is different. Make sure it is the same person.',
  takeAll: 'Take all the rest',
  save: (count: number) => (count === 0 ? 'Save' : count === 1 ? 'Save one change' : `Save ${count} changes`),
  keepChart: 'Keep the chart as it is',
  saved: 'Saved from the license',
  matches: (name: string) => `${name}: the license says what the chart says`,
  mayNotWrite: 'Your role may not change the chart; this is what the card says.',

  filled: 'Filled in from the license',
  filledIn: (lastFour: string) =>
    `Filled in from the license ending ${lastFour}. Phone and e-mail are not on it.`,
  confirmCut: (field: string, value: string) => `${field} “${value}” is whole: I have asked`,
  confirmFirst: 'The card had no room for the whole name. Ask, correct it, and tick it.',
  household: (name: string) => `Same household as ${name}: address, phone and family name are carried over.`,
  registerAnother: 'Next in household',
  registeredNext: (name: string, mrn: string) =>
    `${name} registered, MRN ${mrn}. Next person in the household.`,

  camera: 'Scan ID card with the camera',
  cameraShort: 'Scan ID',
  /** Other words people type for it. */
  cameraWords: 'scan id card license camera barcode',
  cameraTitle: 'Hold the back of the card to the camera',
  cameraHint: 'The wide bar code, level and near. It is read by itself.',
  cameraLooking: 'Looking for the bar code',
  cameraNone: 'No camera found. Use the scanner, or type it in.',
  cameraDenied: 'This computer does not let Anteroom use the camera. Ask your IT person.',
  cameraAgain: 'Try the camera again',
  cameraWhich: 'Camera',
  cameraSlow: 'Not read yet. More light, less tilt, or use the scanner.',

  whileSigning: 'A card was scanned while the patient signs. It was not taken: scan it again afterwards.',

  problems: {
    'not-a-licence': 'That was not a driver’s license or ID card. Scan the wide bar code on the back.',
    'unknown-version': 'This card has a bar code that the desk does not know. Type it in.',
    'separators-lost':
      'The scanner drops the characters between the fields. Nothing was filled in: type it, and ask your IT person to set the scanner to send control characters.',
    'cut-short': 'Only part of the bar code came through. Scan again, slowly.',
    incomplete: 'The bar code lacks fields that every card has. Scan again, or type it in.',
    'bad-date': 'The dates on this card cannot be read for certain. Nothing was filled in: type it.',
    'unknown-country': 'This card is not from the US or Canada. Type it in.',
    contradictory: 'The bar code contradicts itself. Nothing was filled in: type it.',
    damaged: 'The bar code came through damaged. Scan again, or type it in.',
  } satisfies Record<LicenceProblem, string>,

  fields: {
    family: 'Family name',
    given: 'First name',
    middle: 'Middle name',
    suffix: 'Suffix',
    birthDate: 'Birth date',
    sex: 'Sex',
    addressLine: 'Street address',
    city: 'City',
    state: 'State',
    postalCode: 'ZIP code',
  } satisfies Record<LicenceField, string>,
};
