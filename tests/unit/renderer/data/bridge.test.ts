import { afterEach, expect, it, vi } from 'vitest';
import { ApiFailure, ask, newOperationId, tell } from '../../../../renderer/data/bridge.ts';
import { engineNow, setEngineNow } from '../../../../renderer/data/engine-time.ts';
import type { Envelope, Reply } from '../../../../shared/api/reply.ts';

afterEach(() => vi.unstubAllGlobals());

function withCall(method: string, answer: (envelope: Envelope) => Promise<Reply>): Envelope[] {
  const sent: Envelope[] = [];
  const call = {
    [method]: (envelope: Envelope) => {
      sent.push(envelope);
      return answer(envelope);
    },
  };
  vi.stubGlobal('window', { desk: { call } });
  return sent;
}

it('sends a question without, and a command with, an operation id', async () => {
  const asked = withCall('sync.state', async () => ({ ok: true, value: 1 }));
  await ask('sync.state', {});
  expect(asked).toEqual([{ input: {} }]);
  const told = withCall('staff.lock', async () => ({ ok: true, value: {} }));
  await tell('staff.lock', { reason: 'asked' });
  expect(told[0]?.operationId).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

it('throws what the engine refused, with its code and its fields', async () => {
  const error = {
    code: 'input/invalid',
    message: 'Look.',
    fields: { pin: 'Try again.' },
    retryable: false,
    ref: 'ab',
  };
  withCall('staff.lock', async () => ({ ok: false, error }));
  const failure = await tell('staff.lock', { reason: 'idle' }).catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(ApiFailure);
  expect(failure).toMatchObject(error);
});

it('turns a bridge that breaks, or a method that is not there, into a failure that may be tried again', async () => {
  withCall('sync.state', () => Promise.reject(new Error('pipe closed with secrets')));
  await expect(ask('sync.state', {})).rejects.toMatchObject({
    code: 'desk/unreachable',
    retryable: true,
  });
  withCall('staff.lock', async () => ({ ok: true, value: {} }));
  await expect(ask('sync.state', {})).rejects.toMatchObject({ code: 'desk/unreachable' });
});

it('makes operation ids of the engine’s time, not of the window’s', () => {
  setEngineNow(Date.UTC(2031, 0, 2));
  expect(engineNow()).toBeGreaterThanOrEqual(Date.UTC(2031, 0, 2));
  const stamp = Number.parseInt(newOperationId().replaceAll('-', '').slice(0, 12), 16);
  expect(stamp).toBeGreaterThanOrEqual(Date.UTC(2031, 0, 2));
  expect(stamp).toBeLessThan(Date.UTC(2031, 0, 3));
});
