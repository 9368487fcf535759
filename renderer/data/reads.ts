import type { QueryName } from '../../shared/api/index.ts';
import type { Topic } from '../../shared/api/topics.ts';

/**
 * The topics each query reads, as the contract declares them. Written out so that the first paint does not wait
 * for every schema of the contract; a unit test holds it equal to the registry.
 */
export const READS: Readonly<Record<QueryName, readonly Topic[]>> = {
  'staff.roster': ['staff', 'practice'],
  'staff.session': ['staff'],
  'staff.list': ['staff'],
  'staff.preferences': ['staff'],
  'practice.frame': ['practice'],
  'practice.settings': ['practice'],
  'practice.status': ['queue'],
  'patients.search': ['patients', 'coverage'],
  'patients.chart': ['patients', 'coverage', 'visits', 'cash'],
  'patients.history': ['patients', 'coverage'],
  'patients.likelyDuplicates': ['patients'],
  'patients.mergePreview': ['patients', 'coverage', 'visits', 'cash', 'consents', 'pictures'],
  'visits.board': ['visits', 'patients', 'coverage', 'cash', 'consents', 'practice'],
  'visits.panel': ['visits', 'patients', 'coverage', 'cash', 'consents', 'practice'],
  'calendar.range': ['visits', 'patients', 'practice'],
  'calendar.check': ['visits', 'practice'],
  'calendar.openings': ['visits', 'practice'],
  'coverage.ofPatient': ['coverage', 'visits', 'patients'],
  'cash.receipt': ['cash', 'patients', 'visits', 'practice'],
  'print.copies': ['prints'],
  'print.labelJob': ['visits', 'patients', 'practice'],
  'consents.texts': ['consents'],
  'consents.ofPatient': ['consents', 'patients'],
  'consents.wording': ['consents'],
  'consents.document': ['consents', 'patients', 'practice'],
  'pictures.read': ['pictures'],
  'pictures.ofPatient': ['pictures'],
  'scan.readBarcode': [],
  'audit.list': [],
  'audit.entry': [],
  'audit.findPatients': ['patients'],
  'audit.people': ['staff'],
  'audit.verify': [],
  'audit.heads': [],
  'exports.tables': [],
  'exports.rows': [],
  'imports.status': ['imports'],
  'imports.problems': ['imports'],
};
