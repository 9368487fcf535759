/** The types of setup.mjs, which stays JavaScript because it runs before TypeScript can. */
export interface Host {
  readonly kind: 'electron' | 'chromium';
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly headless: boolean;
  readonly reason: string;
}
export const root: string;
export function ensureInstalled(): void;
export function nodePath(): string;
export function continueOnPackagedNode(): Promise<void>;
export function ended(child: import('node:child_process').ChildProcess): Promise<number>;
export function hasDisplay(): boolean;
export function chooseHost(asked?: { headless?: boolean; chromium?: boolean }): Promise<Host | undefined>;
export function findElectron(): string | undefined;
export function findBrowser(): Promise<
  { path: string; args: readonly string[]; packaged: boolean } | undefined
>;
export function browserAdvice(): string;
export function fail(message: string): never;
