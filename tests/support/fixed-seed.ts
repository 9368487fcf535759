import fc from 'fast-check';
import { inject } from 'vitest';

// The same examples on every machine; `npm run test:deep` tries twenty times as many of them.
fc.configureGlobal({ seed: inject('seed'), numRuns: inject('isDeep') ? 2000 : 100 });

declare module 'vitest' {
  interface ProvidedContext {
    seed: number;
    isDeep: boolean;
  }
}
