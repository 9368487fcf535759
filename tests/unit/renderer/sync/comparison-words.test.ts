import { describe, expect, it } from 'vitest';
import { en } from '../../../../renderer/strings/en.ts';
import { es } from '../../../../renderer/strings/es.ts';
import { comparisonWords } from '../../../../renderer/sync/comparison-words.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';

const nothing = {
  at: 0 as Instant,
  end: 'whole' as 'whole' | 'partly',
  missed: 0,
  gone: 0,
  several: 0,
  hidden: 0,
};

describe('what the last comparison found', () => {
  it.each([
    [
      {},
      'Last full comparison: today, found nothing',
      'Última comparación completa: today, se encontró todo igual',
    ],
    [
      { missed: 1 },
      'Last full comparison: today, found 1 record that had not come here',
      'Última comparación completa: today, se encontró 1 registro que no había llegado',
    ],
    [
      { missed: 2, gone: 1, several: 3 },
      'Last full comparison: today, found 2 records that had not come here, 1 deleted in the EHR, 3 that the EHR has more than once',
      'Última comparación completa: today, se encontró 2 registros que no habían llegado, 1 borrado en el expediente electrónico, 3 que el expediente electrónico tiene más de una vez',
    ],
    [
      { gone: 2, end: 'partly' as const },
      'Last full comparison: today, found 2 deleted in the EHR; some of it could not be read',
      'Última comparación completa: today, se encontró 2 borrados en el expediente electrónico; una parte no se pudo leer',
    ],
  ])('is said in both languages: %o', (found, english, spanish) => {
    const comparison = { ...nothing, ...found };
    expect(comparisonWords(comparison, en.sync, 'today')).toBe(english);
    expect(comparisonWords(comparison, es.sync, 'today')).toBe(spanish);
  });
});
