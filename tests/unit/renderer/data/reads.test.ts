import { expect, it } from 'vitest';
import { READS } from '../../../../renderer/data/reads.ts';
import { registry } from '../../../../shared/api/index.ts';

it('knows the topics of every query exactly as the contract declares them', () => {
  const declared = Object.fromEntries(
    Object.entries(registry).flatMap(([name, method]) =>
      method.kind === 'query' ? [[name, method.reads]] : [],
    ),
  );
  expect(READS).toEqual(declared);
});
