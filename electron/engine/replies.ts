import { isMethodName, registry } from '../../shared/api/index.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { type StoreProblem, storeError } from '../store/open.ts';
import type { EnginePorts } from './ports.ts';

const STORE_MESSAGES: Partial<Record<StoreProblem, { message: string; retryable: boolean }>> = {
  'disk-full': {
    message: 'Not saved: the disk of this PC is full. Free some space and try again.',
    retryable: true,
  },
  busy: { message: 'Not saved: the store was busy. Try again.', retryable: true },
  damaged: {
    message: 'Not saved: the store of this PC is damaged. Call your IT person; nothing was deleted.',
    retryable: false,
  },
  'read-only': {
    message: 'Not saved: this PC may not write to its store. Call your IT person.',
    retryable: false,
  },
};

/** Turns whatever went wrong into what a window may see; bugs are logged by kind and reference, never with data. */
export function failureReply(
  error: unknown,
  method: string,
  ports: Pick<EnginePorts, 'log' | 'random'>,
): Reply<never> {
  const ref = Buffer.from(ports.random(4)).toString('hex');
  if (error instanceof Refusal) {
    const { code, message, fields, retryable } = error.failure;
    return { ok: false, error: { code, message, fields, retryable: retryable ?? false, ref } };
  }
  const { problem } = storeError(error, true);
  const known = STORE_MESSAGES[problem];
  ports.log.error('engine.failed', {
    method,
    ref,
    problem,
    kind: error instanceof Error ? error.name : typeof error,
  });
  const isRead = isMethodName(method) && registry[method].kind === 'query';
  if (known) return { ok: false, error: { code: `store/${problem}`, ...known, ref } };
  return {
    ok: false,
    error: {
      code: 'desk/internal',
      message: `${isRead ? 'Not shown' : 'Not saved'}: something went wrong in the program (reference ${ref}).`,
      retryable: true,
      ref,
    },
  };
}
