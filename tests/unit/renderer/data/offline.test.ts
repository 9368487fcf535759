import { onlineManager } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { queryClient } from '../../../../renderer/data/queries.ts';

afterEach(() => {
  onlineManager.setOnline(true);
  queryClient.clear();
});

it('asks and tells as ever while the window believes itself offline', async () => {
  onlineManager.setOnline(false);
  const answer = await queryClient.fetchQuery({ queryKey: ['offline'], queryFn: async () => 'answered' });
  expect(answer).toBe('answered');
  const mutation = queryClient.getMutationCache().build(queryClient, { mutationFn: async () => 'done' });
  await expect(mutation.execute(undefined)).resolves.toBe('done');
});

it('never sends a command twice by itself', async () => {
  let sent = 0;
  const mutation = queryClient.getMutationCache().build(queryClient, {
    mutationFn: async () => {
      sent += 1;
      throw new Error('refused');
    },
  });
  await expect(mutation.execute(undefined)).rejects.toThrow('refused');
  expect(sent).toBe(1);
});
