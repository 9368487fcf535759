import {
  childNode,
  identifierName,
  literalText,
  memberName,
  type ParsedModule,
  quasiText,
  type SyntaxNode,
} from './module.ts';

export interface CodeFinding {
  readonly offset: number;
  readonly message: string;
}

export interface CodeLaw {
  readonly name: string;
  readonly check: (module: ParsedModule) => readonly CodeFinding[];
}

const LONGEST_FILE = 400;

/** The outermost ports: the only modules of the product that may ask the machine for the time, chance or a console. */
const PORTS = ['electron/engine/ports.ts', 'electron/main.ts', 'electron/shell/', 'renderer/data/clock.ts'];

export const codeLaws: readonly CodeLaw[] = [
  { name: 'plaintext-store', check: plaintextStore },
  { name: 'ports-only', check: portsOnly },
  { name: 'one-bridge', check: oneBridge },
  { name: 'file-length', check: fileLength },
  { name: 'todo-issue', check: todoIssue },
  { name: 'whole-suite', check: wholeSuite },
];

/** Of the encrypted file, serialize() is plaintext, backup() fails, and an attached file may have no key at all. */
function plaintextStore({ path, nodes }: ParsedModule): CodeFinding[] {
  if (!path.startsWith('electron/')) return [];
  return nodes.flatMap((node) => {
    const name = memberName(node) ?? destructuredName(node);
    if (name === 'serialize' || name === 'backup')
      return [{ offset: node.start, message: `'${name}' leaves the encrypted store` }];
    const text = node.type === 'TemplateElement' ? quasiText(node) : literalText(node);
    const isAttach = node.type !== 'TemplateLiteral' && text !== undefined && attachesDatabase(text);
    return isAttach
      ? [{ offset: node.start, message: 'ATTACH opens a second file beside the encrypted one' }]
      : [];
  });
}

/** An English sentence may attach a document; SQL says it at the start of a statement, or in capitals. */
function attachesDatabase(text: string): boolean {
  return /\bATTACH\b/.test(text) || /(^|;)\s*attach\b/i.test(text) || /\battach\s+database\b/i.test(text);
}

function destructuredName(node: SyntaxNode): string | undefined {
  if (node.type !== 'ObjectPattern' || !Array.isArray(node['properties'])) return undefined;
  const names = (node['properties'] as SyntaxNode[]).map((property) =>
    identifierName(childNode(property, 'key')),
  );
  return names.find((name) => name === 'serialize' || name === 'backup');
}

function portsOnly({ path, nodes }: ParsedModule): CodeFinding[] {
  const isProduct = ['electron/', 'renderer/', 'shared/'].some((house) => path.startsWith(house));
  if (!isProduct || PORTS.some((port) => path === port || (port.endsWith('/') && path.startsWith(port))))
    return [];
  return nodes.flatMap((node) => {
    const ambient = ambientUse(node);
    return ambient
      ? [{ offset: node.start, message: `${ambient} outside a port: take it from a port (Clock, Log, …)` }]
      : [];
  });
}

function ambientUse(node: SyntaxNode): string | undefined {
  if (node.type === 'MemberExpression') return ambientMember(node);
  const callee = childNode(node, 'callee');
  if (callee === undefined) return undefined;
  const hasNoArguments = Array.isArray(node['arguments']) && node['arguments'].length === 0;
  const isDate = identifierName(callee) === 'Date';
  if (node.type === 'NewExpression') return isDate && hasNoArguments ? 'new Date()' : undefined;
  if (isDate) return 'Date()';
  const called = memberName(callee);
  const isLuxon = identifierName(childNode(callee, 'object')) === 'DateTime';
  return isLuxon && hasNoArguments && (called === 'local' || called === 'utc')
    ? `DateTime.${called}()`
    : undefined;
}

/** `console.log`, `Date.now` and their like, also as members of globalThis. */
function ambientMember(node: SyntaxNode): string | undefined {
  const object = childNode(node, 'object');
  const owner = identifierName(object) ?? memberName(object);
  if (owner === 'console') return 'console';
  const use = `${owner}.${memberName(node)}`;
  return ['Date.now', 'Math.random', 'DateTime.now'].includes(use) ? `${use}()` : undefined;
}

function oneBridge({ path, nodes }: ParsedModule): CodeFinding[] {
  if (!path.startsWith('renderer/') || path === 'renderer/data/bridge.ts') return [];
  return nodes.flatMap((node) => {
    const owner = identifierName(childNode(node, 'object'));
    const isDesk = memberName(node) === 'desk' && (owner === 'window' || owner === 'globalThis');
    return isDesk ? [{ offset: node.start, message: 'only renderer/data/bridge.ts reads window.desk' }] : [];
  });
}

function fileLength({ source }: ParsedModule): CodeFinding[] {
  return lengthFinding(source);
}

/** A file longer than a reader can hold. */
export function lengthFinding(source: string): CodeFinding[] {
  const lines = source.trimEnd().split('\n').length;
  return lines > LONGEST_FILE
    ? [{ offset: 0, message: `${lines} lines; split it before ${LONGEST_FILE}` }]
    : [];
}

function todoIssue({ comments }: ParsedModule): CodeFinding[] {
  return comments
    .filter(
      ({ text }) =>
        /\b(TODO|FIXME|HACK|XXX)\b/.test(text) && !/\b(TODO|FIXME|HACK|XXX)\b[^\n]*#\d+/.test(text),
    )
    .map(({ offset }) => ({ offset, message: 'a note to ourselves names its issue: TODO #12' }));
}

/** A test that is skipped, focused or expected to fail hides what it would have said; missing tools are build/test.mjs's business. */
function wholeSuite({ path, nodes }: ParsedModule): CodeFinding[] {
  if (!path.startsWith('tests/')) return [];
  const runners = ['it', 'test', 'describe', 'suite'];
  const ways = ['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails', 'fixme', 'fail'];
  return nodes.flatMap((node) => {
    const name = memberName(node);
    if (name !== undefined && ways.includes(name) && runners.includes(rootName(childNode(node, 'object')))) {
      return [{ offset: node.start, message: `${rootName(node)}.${name}: every test runs` }];
    }
    const called = node.type === 'CallExpression' ? identifierName(childNode(node, 'callee')) : undefined;
    const isPrefixed =
      called !== undefined && ['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe'].includes(called);
    return isPrefixed ? [{ offset: node.start, message: `${called}: every test runs` }] : [];
  });
}

/** `test` of `test.describe.only` and of `test.each([...]).only`. */
function rootName(node: SyntaxNode | undefined): string {
  if (node === undefined) return '';
  if (node.type === 'CallExpression') return rootName(childNode(node, 'callee'));
  return identifierName(node) ?? rootName(childNode(node, 'object'));
}
