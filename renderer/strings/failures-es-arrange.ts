/** The engine's sentences about hours, blocks and kinds of visit in Spanish. */
export const ARRANGE_SENTENCES: Readonly<Record<string, string>> = {
  'Write 0 or more minutes.': 'Escriba 0 minutos o más.',
  'Two hours at most.': 'Dos horas como máximo.',
  'Write a number from 0 to 5.': 'Escriba un número del 0 al 5.',
  'There are hours from this day on already. Change those, or begin on another day.':
    'Ya hay un horario desde este día. Cambie ese o empiece otro día.',
  'There are hours from this day on already.': 'Ya hay un horario desde este día.',
};
