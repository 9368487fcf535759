import { enCommon, enFrame, enStaff } from './en-frame.ts';
import { enPatients } from './en-patients.ts';
import { enVisits } from './en-visits.ts';

/** The catalogue: every word the desk shows, by room. What takes a parameter is a function. */
export const en = {
  common: enCommon,
  frame: enFrame,
  staff: enStaff,
  patients: enPatients,
  visits: enVisits,
};

export type Strings = typeof en;
