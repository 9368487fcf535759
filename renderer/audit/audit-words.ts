import type { AuditRow } from '../../shared/audit/contract.ts';
import type { Strings } from '../strings/en.ts';
import type { Formats } from '../strings/formats.ts';

type Words = Strings['audit'];
type Sentence = (name: string) => string;

/** What a row says, in one sentence without its subject: `Opened the chart of Diaz, Eva`. */
export function sentenceOf(row: AuditRow, strings: Words, formats: Formats): string {
  const names = namesOf(row, strings, formats);
  switch (row.kind) {
    case 'refused':
      return strings.refused(row.method);
    case 'outside':
      return row.method === 'exports.rows' && row.asked !== ''
        ? strings.exported(row.asked)
        : (lookUp(strings.outside, row.method) ?? row.method);
    case 'session':
      return lookUp(strings.sessions, row.outcome) ?? row.outcome;
    case 'list':
      return listSentence(row, strings);
    case 'chart':
      return (lookUp<Sentence>(strings.openedBy, row.method) ?? strings.opened)(names);
    case 'change':
      return changeSentence(row, names, strings);
  }
}

/** Whom a row concerns: the first names, and how many more. */
export function namesOf(row: AuditRow, strings: Words, formats: Formats): string {
  if (row.patients.length === 0) return '';
  const more = row.patientCount - row.patients.length;
  const names = row.patients.map(({ name }) => name);
  return more > 0 ? strings.others(names.join('; '), more) : formats.list(names);
}

function listSentence(row: AuditRow, strings: Words): string {
  if (row.method === 'visits.board') return strings.sawBoard(row.patientCount);
  if (row.method === 'patients.likelyDuplicates') return strings.sawDuplicates(row.asked, row.patientCount);
  return row.asked === '' ? strings.sawList(row.patientCount) : strings.searched(row.asked, row.patientCount);
}

/** A sentence that ends in a name is of no use where the row has none. */
function changeSentence(row: AuditRow, names: string, strings: Words): string {
  const known = lookUp<Sentence>(strings.changedBy, row.method);
  const needsName = known?.('\u0000').includes('\u0000') === true;
  return known === undefined || (needsName && names === '') ? strings.changed(names) : known(names);
}

function lookUp<Value>(words: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
