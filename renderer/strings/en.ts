import { enArrange } from './en-arrange.ts';
import { enAudit } from './en-audit.ts';
import { enCalendar } from './en-calendar.ts';
import { enCheckIn } from './en-check-in.ts';
import { enConsents, enPictures } from './en-consents.ts';
import { enCommon, enFrame, enStaff } from './en-frame.ts';
import { enPages } from './en-pages.ts';
import { enPaper } from './en-paper.ts';
import { enPatients } from './en-patients.ts';
import { enPeople } from './en-people.ts';
import { enScan } from './en-scan.ts';
import { enServer } from './en-server.ts';
import { enSettings } from './en-settings.ts';
import { enSetup } from './en-setup.ts';
import { enSync } from './en-sync.ts';
import { enTasks } from './en-tasks.ts';
import { enVisits } from './en-visits.ts';
import { enWorklists } from './en-worklists.ts';
import type { Spoken } from './spoken.ts';

/** The catalogue: every word the desk shows, by room. What takes a parameter is a function. */
export const en = {
  common: enCommon,
  frame: enFrame,
  staff: enStaff,
  pages: enPages,
  settings: enSettings,
  server: enServer,
  patients: enPatients,
  people: enPeople,
  consents: enConsents,
  pictures: enPictures,
  setup: enSetup,
  scan: enScan,
  audit: enAudit,
  visits: enVisits,
  checkIn: enCheckIn,
  calendar: enCalendar,
  worklists: enWorklists,
  tasks: enTasks,
  paper: enPaper,
  arrange: enArrange,
  sync: enSync,
};

/** What every language of the desk must say: the keys of `en` with words of its own. */
export type Strings = Spoken<typeof en>;
