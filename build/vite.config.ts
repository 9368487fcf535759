import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

/** Left to Node: Electron is the host itself, the other two hold native code. */
const EXTERNAL = ['electron', 'better-sqlite3', '@node-rs/argon2', ...builtinModules, /^node:/];

const common = (root: string): InlineConfig => ({
  configFile: false,
  envDir: false,
  root,
  logLevel: 'warn',
  clearScreen: false,
});

/** The main process: one ES module, everything in it but the external packages. */
export function mainConfig(root: string, outDir: string): InlineConfig {
  return {
    ...common(root),
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'electron/main.ts'),
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node24',
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external: EXTERNAL,
        output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false },
      },
    },
  };
}

/** The thread that reads bar codes: one ES module beside the main one. */
export function decoderConfig(root: string, outDir: string): InlineConfig {
  const config = mainConfig(root, outDir);
  return {
    ...config,
    build: {
      ...config.build,
      ssr: join(root, 'electron/decode/decode-worker.ts'),
      sourcemap: false,
      rolldownOptions: {
        external: EXTERNAL,
        output: { format: 'es', entryFileNames: 'decode-worker.js', codeSplitting: false },
      },
    },
  };
}

/** The preload: one CommonJS script that requires nothing but `electron`, as a sandboxed preload must. */
export function preloadConfig(root: string, outDir: string, methodNames: readonly string[]): InlineConfig {
  return {
    ...common(root),
    define: { __METHOD_NAMES__: JSON.stringify(methodNames) },
    build: {
      lib: { entry: join(root, 'electron/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'chrome140',
      minify: false,
      rolldownOptions: { external: ['electron'] },
    },
  };
}

/** The screens. No asset is inlined: the content policy takes no `data:` addresses. */
export function rendererConfig(root: string, outDir: string): InlineConfig {
  return {
    ...common(join(root, 'renderer')),
    plugins: [react()],
    base: '/',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome140',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      sourcemap: false,
    },
  };
}
