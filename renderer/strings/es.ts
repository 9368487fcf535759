import type { Strings } from './en.ts';
import { esArrange } from './es-arrange.ts';
import { esAudit } from './es-audit.ts';
import { esCalendar } from './es-calendar.ts';
import { esCheckIn } from './es-check-in.ts';
import { esConsents, esPictures } from './es-consents.ts';
import { esCommon, esFrame, esStaff } from './es-frame.ts';
import { esPages } from './es-pages.ts';
import { esPaper } from './es-paper.ts';
import { esPatients } from './es-patients.ts';
import { esPeople } from './es-people.ts';
import { esScan } from './es-scan.ts';
import { esServer } from './es-server.ts';
import { esSettings } from './es-settings.ts';
import { esSetup } from './es-setup.ts';
import { esSync } from './es-sync.ts';
import { esTasks } from './es-tasks.ts';
import { esVisits } from './es-visits.ts';
import { esWorklists } from './es-worklists.ts';

/** The catalogue in Spanish, as a clinic in the US speaks it, "usted" throughout. */
export const es: Strings = {
  common: esCommon,
  frame: esFrame,
  staff: esStaff,
  pages: esPages,
  settings: esSettings,
  server: esServer,
  patients: esPatients,
  people: esPeople,
  consents: esConsents,
  pictures: esPictures,
  setup: esSetup,
  scan: esScan,
  audit: esAudit,
  visits: esVisits,
  checkIn: esCheckIn,
  calendar: esCalendar,
  worklists: esWorklists,
  tasks: esTasks,
  paper: esPaper,
  arrange: esArrange,
  sync: esSync,
};
