import { IANAZone } from 'luxon';

/** The zones of the United States and its territories, west of the Atlantic first: what a first run offers. */
export const US_ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'America/Indiana/Indianapolis',
  'America/Detroit',
  'America/Boise',
  'Pacific/Guam',
] as const;

/** True for a zone that this program can tell the time in. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}
