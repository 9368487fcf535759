/** The engine's sentences about hours, blocks and kinds of visit in Spanish. */
export const ARRANGE_SENTENCES: Readonly<Record<string, string>> = {
  'Write 0 or more minutes.': 'Escriba 0 minutos o más.',
  'Two hours at most.': 'Dos horas como máximo.',
};
