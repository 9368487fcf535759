import { importPath } from '../../../electron/imports/import-path.ts';
import { operationId, type TestDesk } from '../../support/practice.ts';

/** Takes a file over through a desk, as the command line does; `around` may stand between two steps. */
export async function importAll(
  desk: TestDesk,
  path: string,
  around: (method: string, input: unknown, tell: () => Promise<unknown>) => Promise<unknown> = (
    _,
    __,
    tell,
  ) => tell(),
): Promise<number> {
  let lines = 0;
  const files = importPath({
    path,
    source: 'bench',
    call: async (method, input) =>
      (await around(method, input, () => desk.tell(method, input as never, operationId()))) as never,
  });
  for await (const { run } of files) lines += run.created;
  return lines;
}
