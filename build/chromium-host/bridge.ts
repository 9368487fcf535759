import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { PRIVATE_ORIGIN } from './options.ts';
import { BINDING, ISOLATED_WORLD, isolatedWorldScript, mainWorldScript, RECEIVER } from './page-scripts.ts';

/** The frame a message came from, as far as the app may ask about it. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: SenderFrame | null;
}

export type InvokeHandler = (
  frame: SenderFrame | null,
  channel: string,
  args: readonly unknown[],
) => Promise<unknown>;

/** The way between one page's preload and the main process, over the browser's debugging pipe. */
export interface Bridge {
  send(channel: string, args: readonly unknown[]): void;
}

/** Installs the preload in `page` before it opens its first address. */
export async function openBridge(page: Page, preloadPath: string, handle: InvokeHandler): Promise<Bridge> {
  const session = await page.context().newCDPSession(page);
  const contexts = new Map<number, { frameId: string; origin: string }>();
  let mainFrame = '';
  let preloadContext: number | undefined;

  session.on('Runtime.executionContextCreated', ({ context }) => {
    const frameId = String(context.auxData?.['frameId'] ?? '');
    contexts.set(context.id, { frameId, origin: context.origin });
    if (context.name === ISOLATED_WORLD && frameId === mainFrame) preloadContext = context.id;
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
    contexts.delete(executionContextId),
  );
  session.on('Runtime.executionContextsCleared', () => contexts.clear());
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === BINDING) void answer(payload, executionContextId);
  });

  async function answer(payload: string, contextId: number): Promise<void> {
    const { id, channel, args } = JSON.parse(payload) as { id: number; channel: string; args: unknown[] };
    try {
      const value = await handle(frameOf(contexts.get(contextId), mainFrame), channel, args);
      evaluate(session, contextId, { id, value });
    } catch (error) {
      evaluate(session, contextId, { id, error: error instanceof Error ? error.message : 'failed' });
    }
  }

  const tree = await session.send('Page.getFrameTree');
  mainFrame = tree.frameTree.frame.id;
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD }),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: isolatedWorldScript(readFileSync(preloadPath, 'utf8')),
      worldName: ISOLATED_WORLD,
    }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() }),
  ]);
  return {
    send(channel, args) {
      if (preloadContext !== undefined && contexts.has(preloadContext))
        evaluate(session, preloadContext, { channel, args });
    },
  };
}

function frameOf(
  context: { frameId: string; origin: string } | undefined,
  mainFrame: string,
): SenderFrame | null {
  if (context === undefined) return null;
  const url = context.origin === PRIVATE_ORIGIN ? 'app://desk/' : context.origin;
  const parent = context.frameId === mainFrame ? null : { url: 'app://desk/', parent: null };
  return { url, parent };
}

/** Hands a message to the preload; a page that has gone meanwhile needs no answer. */
function evaluate(session: CDPSession, contextId: number, message: object): void {
  const expression = `${RECEIVER}(${JSON.stringify(message)})`;
  session.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined);
}
