/** What can be wrong with bytes before anybody looks for a resource in them; the reader of the file says so. */
export const UNREADABLE_CODES = ['line-too-long', 'not-utf8'] as const;
export type UnreadableCode = (typeof UNREADABLE_CODES)[number];

/** Why a line, or an element of it, was not taken over. */
export const IMPORT_PROBLEM_CODES = [
  ...UNREADABLE_CODES,
  'not-json',
  'not-a-resource',
  'unknown-type',
  'id-missing',
  'too-deep',
  'wrong-type',
  'missing',
  'too-long',
  'too-many',
  'unknown-code',
  'partial-date',
  'no-such-date',
  'future-date',
  'not-a-phone',
  'not-an-email',
  'not-a-postal-code',
  'not-past',
  'reference-missing',
  'stands-nowhere',
  'over-midnight',
  'nobody-in-particular',
  'no-such-kind',
  'patient-changed',
  'identifier-of-another',
  'identifier-of-several',
  'mrn-taken',
  'desk-edit-kept',
  'not-importable',
] as const;
export type ImportProblemCode = (typeof IMPORT_PROBLEM_CODES)[number];

/** What is said of a line that was taken over whole, or kept whole as it came: nothing of it was left out. */
export const TOLD_OF_WHOLE_LINES: ReadonlySet<ImportProblemCode> = new Set([
  'stands-nowhere',
  'over-midnight',
  'nobody-in-particular',
  'no-such-kind',
  'patient-changed',
]);

/** The plain reason of each problem, as the command line prints it. None holds anything of the line itself. */
export const IMPORT_PROBLEM_REASONS: Readonly<Record<ImportProblemCode, string>> = {
  'line-too-long': 'The line is longer than one megabyte.',
  'not-utf8': 'The line has bytes that are no UTF-8 text.',
  'not-json': 'The line is not whole JSON.',
  'not-a-resource': 'The line is no FHIR resource: it has no resourceType.',
  'unknown-type': 'FHIR R4 has no resource of this type.',
  'id-missing': 'The resource has no id of 1 to 64 letters, digits, dots and dashes.',
  'too-deep': 'The resource is nested too deeply.',
  'wrong-type': 'This element is of another type than FHIR says.',
  missing: 'This element has to be there.',
  'too-long': 'This text is longer than the desk can show.',
  'too-many': 'This list is too long.',
  'unknown-code': 'FHIR does not know this code.',
  'partial-date': 'This date has no day or no month, and the desk does not guess.',
  'no-such-date': 'There is no such date.',
  'future-date': 'This date has not come yet.',
  'not-a-phone': 'This is not a number that can be called.',
  'not-an-email': 'This is not an e-mail address.',
  'not-a-postal-code': 'This is neither a ZIP code nor a foreign postal code.',
  'not-past': 'Only visits that are over are taken over; this one is not.',
  'reference-missing': 'It refers to a resource that is not here.',
  'stands-nowhere': 'It stands nowhere in the calendar, and is kept as it came.',
  'over-midnight':
    'It ends on another day than it begins, which no visit or block here does; it is kept as it came.',
  'nobody-in-particular': 'Whom or what it names is not here, so it stands with nobody in particular.',
  'no-such-kind': 'The practice has no kind of visit of this name, so it got the first one of the list.',
  'patient-changed': 'It is somebody else’s now; the visit stays with whom it was booked for. Look at both.',
  'identifier-of-another': 'Its identifier belongs to somebody of another name and birth date.',
  'identifier-of-several': 'Its identifiers belong to several records.',
  'mrn-taken': 'Its medical record number is taken, so it got a new one.',
  'desk-edit-kept': 'The desk changed this field since the last import; it stays as the desk has it.',
  'not-importable': 'The desk could not keep this resource.',
};
