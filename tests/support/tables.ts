export { calendarBlock, workWeek } from '../../electron/calendar/tables.ts';
export { coverage } from '../../electron/coverage/tables.ts';
export { mrnCounter, patient } from '../../electron/patients/tables.ts';
export { appointmentType, desk, practice, provider, room, thisDesk } from '../../electron/practice/tables.ts';
export { staffMember, staffPin } from '../../electron/staff/tables.ts';
export { visit } from '../../electron/visits/tables.ts';
