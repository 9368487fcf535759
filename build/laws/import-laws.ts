import { posix } from 'node:path';
import type { ImportEdge, ParsedModule } from './module.ts';

/** Pure packages that every house may use. */
const SHARED_PACKAGES = ['zod', 'luxon', 'libphonenumber-js'];

/** What a screen may be made of; a new UI package is added here on purpose. */
const RENDERER_PACKAGES = [
  ...SHARED_PACKAGES,
  'react',
  'react-dom',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  '@tabler/icons-react',
  '@fontsource-variable/inter',
  'zustand',
  'react-big-calendar',
  'signature_pad',
  'bwip-js',
];

/** What a house may reach by path; tests and build tools are outside the product and may reach everything. */
const REACHABLE_HOUSES: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  renderer: ['renderer', 'shared'],
  electron: ['electron', 'shared'],
};

export interface ImportLaw {
  readonly name: string;
  /** What is wrong with this import, or undefined when it is lawful. */
  readonly check: (module: ParsedModule, edge: ImportEdge) => string | undefined;
}

export const importLaws: readonly ImportLaw[] = [
  { name: 'house-border', check: houseBorder },
  {
    name: 'shared-packages',
    check: (module, edge) => allowedPackages(module, edge, 'shared', SHARED_PACKAGES),
  },
  {
    name: 'renderer-packages',
    check: (module, edge) => allowedPackages(module, edge, 'renderer', RENDERER_PACKAGES),
  },
  { name: 'electron-plug', check: electronPlug },
  { name: 'room-tables', check: roomTables },
  { name: 'fhir-edge', check: fhirEdge },
  { name: 'known-import', check: knownImport },
];

/** The project path an import points at, or undefined for a package. */
function targetPath(module: ParsedModule, specifier: string): string | undefined {
  const bare = specifier.split('?')[0] ?? specifier;
  return bare.startsWith('.') ? posix.join(posix.dirname(module.path), bare) : undefined;
}

function houseOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function isPackageOrPart(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

function houseBorder(module: ParsedModule, { specifier }: ImportEdge): string | undefined {
  const reachable = REACHABLE_HOUSES[houseOf(module.path)];
  if (!reachable || specifier === undefined) return undefined;
  if (specifier.startsWith('/') || specifier.startsWith('file:')) return `absolute import '${specifier}'`;
  const target = targetPath(module, specifier);
  if (target === undefined || reachable.includes(houseOf(target))) return undefined;
  return `${houseOf(module.path)}/ may not reach '${target}'; it may reach ${reachable.join(', ')}`;
}

function allowedPackages(
  module: ParsedModule,
  { specifier }: ImportEdge,
  house: string,
  packages: readonly string[],
): string | undefined {
  if (
    houseOf(module.path) !== house ||
    specifier === undefined ||
    targetPath(module, specifier) !== undefined
  )
    return undefined;
  return packages.some((name) => isPackageOrPart(specifier, name))
    ? undefined
    : `${house}/ may not use the package '${specifier}'`;
}

function electronPlug({ path }: ParsedModule, { specifier, isTypeOnly }: ImportEdge): string | undefined {
  if (specifier === undefined || !isPackageOrPart(specifier, 'electron')) return undefined;
  if (path === 'electron/main.ts' || path === 'electron/preload.ts' || path.startsWith('electron/shell/'))
    return undefined;
  // The stand-in, and the shell's tests, are typed by the real declarations so that drift fails to compile; it must not need the real thing.
  if ((path.startsWith('build/chromium-host/') || path.startsWith('tests/unit/shell/')) && isTypeOnly)
    return undefined;
  // Finding and starting the real program needs its path, which the package's own entry gives.
  if (houseOf(path) === 'build' && !path.startsWith('build/chromium-host/')) return undefined;
  return "only electron/main.ts, electron/preload.ts and electron/shell/ import 'electron'";
}

function roomTables(module: ParsedModule, { specifier }: ImportEdge): string | undefined {
  const target = specifier === undefined ? undefined : targetPath(module, specifier);
  if (
    houseOf(module.path) !== 'electron' ||
    target === undefined ||
    !/^electron\/.+\/tables\.ts$/.test(target)
  )
    return undefined;
  const isOwnRoom = module.path.startsWith(`${posix.dirname(target)}/`);
  if (isOwnRoom || posix.basename(module.path) === 'tables.ts') return undefined;
  return `'${target}' belongs to another room: call a function that room exports`;
}

function fhirEdge(module: ParsedModule, { specifier }: ImportEdge): string | undefined {
  const isEdge = ['electron/fhir/', 'electron/imports/', 'electron/sync/', 'tests/'].some((folder) =>
    module.path.startsWith(folder),
  );
  if (isEdge || specifier === undefined) return undefined;
  const isFhirPackage = isPackageOrPart(specifier, 'fhir') || isPackageOrPart(specifier, '@types/fhir');
  const isMapping = targetPath(module, specifier)?.startsWith('electron/fhir/') === true;
  return isFhirPackage || isMapping
    ? `FHIR stays in electron/fhir, electron/imports and electron/sync: '${specifier}'`
    : undefined;
}

/** An import whose name is only known at run time would pass every other law. */
function knownImport(module: ParsedModule, { specifier }: ImportEdge): string | undefined {
  if (specifier !== undefined || REACHABLE_HOUSES[houseOf(module.path)] === undefined) return undefined;
  return 'import of something that is only known at run time';
}
