import type { enVisits } from './en-visits.ts';
import type { Spoken } from './spoken.ts';

/** The words of the receipt, in Spanish. */
export const esReceipt = {
  title: 'Recibo',
  void: 'ANULADO',
  voidedLine: 'Este recibo fue anulado. No comprueba ningún pago.',
  voids: (number: string) => `Anula el recibo ${number}`,
  number: 'Recibo',
  date: 'Fecha del pago',
  patient: 'Paciente',
  visit: 'Visita',
  provider: 'Médico',
  paidBy: 'Forma de pago',
  reference: { card: 'Tarjeta terminada en', check: 'Número de cheque', cash: '', prepaid: '' },
  takenBy: 'Recibido por',
  desk: 'Puesto',
  what: 'Concepto',
  amount: 'Cantidad',
  total: 'Total pagado',
  totalReturned: 'Total devuelto',
  thanks: 'Gracias.',
  printed: (who: string, when: string) => `Impreso por ${who}, ${when}`,
  page: 'Página 1 de 1',
  demo: 'Consultorio de muestra: no es un recibo real',
  preview: 'El recibo, como se imprime',
  print: 'Imprimir',
  close: 'Volver',
  none: 'Aquí no hay nada que imprimir.',
} satisfies Spoken<(typeof enVisits)['print']>;
