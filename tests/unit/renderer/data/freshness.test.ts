import { describe, expect, it } from 'vitest';
import { freshAnswer, noteTouched, overlaps } from '../../../../renderer/data/freshness.ts';

describe('an answer that a commit overtakes', () => {
  it('is dropped and asked for again', async () => {
    const answers = ['stale', 'fresh'];
    const asked: string[] = [];
    const value = await freshAnswer('visits.board', async () => {
      const answer = answers[asked.length] ?? 'none';
      asked.push(answer);
      if (answer === 'stale') noteTouched(['visits']);
      return answer;
    });
    expect(value).toBe('fresh');
    expect(asked).toEqual(['stale', 'fresh']);
  });

  it('is kept when the commit touched nothing it reads', async () => {
    let asked = 0;
    await freshAnswer('practice.frame', async () => {
      asked += 1;
      noteTouched(['visits', 'cash']);
      return asked;
    });
    expect(asked).toBe(1);
  });

  it('is shown in the end even when commits never cease', async () => {
    let asked = 0;
    const value = await freshAnswer('visits.board', async () => {
      asked += 1;
      noteTouched(['visits']);
      return asked;
    });
    expect(value).toBe(4);
  });
});

it('overlaps by topic, and never for a name that is no query', () => {
  expect(overlaps('patients.search', new Set(['coverage']))).toBe(true);
  expect(overlaps('patients.search', new Set(['cash']))).toBe(false);
  expect(overlaps('toString', new Set(['cash']))).toBe(false);
});
