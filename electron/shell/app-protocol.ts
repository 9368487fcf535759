import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Protocol, Session } from 'electron';
import { DESK_ORIGIN } from './channels.ts';

/** Nothing inline, nothing from elsewhere: what is not listed here the page cannot load, run or send to. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Holds in any browser, before anybody is asked: the camera for our own page, and nothing else of the PC. */
export const PERMISSIONS_POLICY = [
  'camera=(self)',
  ...[
    'display-capture',
    'geolocation',
    'hid',
    'microphone',
    'midi',
    'payment',
    'screen-wake-lock',
    'serial',
    'usb',
  ].map((feature) => `${feature}=()`),
].join(', ');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Must run before the app is ready: a scheme gets an origin of its own only then. Never `bypassCSP`. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built screens, and nothing outside their folder, as `app://desk/`. */
export function serveApp(
  session: Pick<Session, 'protocol'>,
  rendererFolder: string,
  developmentServer?: URL,
): void {
  session.protocol.handle('app', (request) =>
    developmentServer === undefined
      ? answerFromFolder(request, rendererFolder)
      : answerFromDevelopmentServer(request, developmentServer),
  );
}

/** One request answered from `folder`: 404 for what is not there, 403 for what is not ours to give. */
export async function answerFromFolder(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const path = pathInside(request.url, folder);
  if (path === undefined) return refuse(403);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) return refuse(404);
  // A link inside the folder may still point out of it.
  if (!contains(await realpath(folder), await realpath(path))) return refuse(403);
  const headers = secureHeaders(CONTENT_TYPES[extname(path)] ?? 'application/octet-stream');
  if (request.method === 'HEAD') return new Response(null, { headers });
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>, { headers });
}

/** The file that an address of ours names, or nothing when it is not ours or points outside `folder`. */
export function pathInside(address: string, folder: string): string | undefined {
  const url = parse(address);
  if (url === undefined || `${url.protocol}//${url.host}` !== DESK_ORIGIN) return undefined;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\')) return undefined;
  const path = join(folder, name === '/' ? 'index.html' : name);
  return contains(folder, path) ? path : undefined;
}

function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

function refuse(status: number): Response {
  return new Response('', { status, headers: secureHeaders('text/plain; charset=utf-8') });
}

function secureHeaders(
  contentType: string,
  policy: string = CONTENT_SECURITY_POLICY,
): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': policy,
    'permissions-policy': PERMISSIONS_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

/** Hot reload needs its inline helpers and its socket; main.ts allows it in unpackaged builds only. */
async function answerFromDevelopmentServer(request: Request, server: URL): Promise<Response> {
  const url = parse(request.url);
  if (url === undefined || `${url.protocol}//${url.host}` !== DESK_ORIGIN) return refuse(403);
  const answer = await fetch(new URL(url.pathname + url.search, server), { headers: { accept: '*/*' } });
  const policy = CONTENT_SECURITY_POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace("connect-src 'self'", `connect-src 'self' ws://${server.host}`);
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  return new Response(answer.body, { status: answer.status, headers: secureHeaders(type, policy) });
}
