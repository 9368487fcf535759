import type { Database } from 'better-sqlite3';
import { clinicDay } from '../../shared/kernel/time.ts';
import { rebuildIndex } from '../patients/search-index.ts';
import { seedConsents } from './consents.ts';
import { seedFamilies } from './families.ts';
import { seedInsurance } from './insurance.ts';
import { seedPeople } from './people.ts';
import { completePractice, DEMO_ZONE, seedPractice } from './practice.ts';
import { isLaidOut, seedSchedule } from './schedule.ts';

/** Fills an empty, migrated store with the demo practice of the clock's day; `now` in epoch milliseconds. */
export function seedDemo(db: Database, now: number, pinHashes: readonly string[]): void {
  const seed = db.transaction(() => {
    seedPractice(db, now, pinHashes);
    seedPeople(db, clinicDay(now, DEMO_ZONE));
    seedFamilies(db, now);
    seedSchedule(db, now);
    seedConsents(db, now);
    seedInsurance(db, now);
    rebuildIndex(db);
  });
  seed.immediate();
}

/** On a later day: brings the schedule to the clock's day with the same people. Answers how many visits it wrote. */
export function bringToToday(db: Database, now: number): number {
  db.transaction(() => {
    completePractice(db, now);
    seedConsents(db, now);
  }).immediate();
  if (isLaidOut(db, now)) return 0;
  return db
    .transaction(() => {
      const added = seedSchedule(db, now);
      seedInsurance(db, now);
      return added;
    })
    .immediate();
}
