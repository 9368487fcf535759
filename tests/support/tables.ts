export { desk, appointmentType, practice, provider, room } from '../../electron/practice/tables.ts';
export { staffMember, staffPin } from '../../electron/staff/tables.ts';
export { mrnCounter, patient, patientAlert } from '../../electron/patients/tables.ts';
export { coverage } from '../../electron/coverage/tables.ts';
export { priorBalance, visit } from '../../electron/visits/tables.ts';
export { tender } from '../../electron/cash/tables.ts';
