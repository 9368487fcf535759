/** The facts a commit may touch. A screen refetches the queries that read a touched topic. */
export const TOPICS = [
  'staff',
  'practice',
  'patients',
  'coverage',
  'visits',
  'worklists',
  'tasks',
  'cash',
  'consents',
  'pictures',
  'imports',
  'prints',
  'queue',
] as const;
export type Topic = (typeof TOPICS)[number];
