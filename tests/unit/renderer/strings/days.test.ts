import { expect, it } from 'vitest';
import { formatsFor } from '../../../../renderer/strings/formats.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';

const days = (language: 'en' | 'es', first: string, last: string): string =>
  formatsFor(language, 12).days(first as PlainDate, last as PlainDate);

it('a stretch of days says once what both ends share', () => {
  expect(days('en', '2026-03-09', '2026-03-13')).toBe('Mar 9 – 13, 2026');
  expect(days('en', '2026-03-30', '2026-04-03')).toBe('Mar 30 – Apr 3, 2026');
  expect(days('en', '2026-12-28', '2027-01-01')).toBe('Dec 28, 2026 – Jan 1, 2027');
  expect(days('es', '2026-03-09', '2026-03-13')).toBe('9–13 de mar de 2026');
});
