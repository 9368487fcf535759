import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { childNode, parseModule, type SyntaxNode } from '../../build/laws/module.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** A sentence that the engine can refuse with, as it stands in the code; `7` stands for what is only known later. */
export interface Sentence {
  readonly where: string;
  /** Undefined for a message of a field. */
  readonly code: string | undefined;
  readonly message: string;
}

/** Every refusal and every field message written in a TypeScript file. */
export function sentencesOf(file: string, source: string): Sentence[] {
  const isShared = file.startsWith('shared/');
  const { nodes } = parseModule({ path: file, source });
  const summaries = new Set(
    nodes
      .filter((node) => node.type === 'Property' && keyOf(node) === 'summary')
      .map((node) => node['value']),
  );
  return nodes.flatMap((node) => {
    const where = `${file}:${source.slice(0, node.start).split('\n').length}`;
    if (node.type === 'NewExpression' && childNode(node, 'callee')?.['name'] === 'Refusal')
      return refusalSentences(node, where, nodes);
    if (node.type === 'ObjectExpression') return failureSentences(node, where);
    const value = node.type === 'Literal' && !summaries.has(node) ? node['value'] : undefined;
    return isShared && typeof value === 'string' && /^\p{Lu}\S* .*\.$/u.test(value)
      ? [{ where, code: undefined, message: value }]
      : [];
  });
}

/** `new Refusal('code', 'sentence', { fields: { field: 'sentence' } })`. */
function refusalSentences(node: SyntaxNode, where: string, nodes: readonly SyntaxNode[]): Sentence[] {
  const [code, message, more] = node['arguments'] as readonly SyntaxNode[];
  const said = message === undefined ? [] : textsOf(message, nodes);
  const fields = more === undefined ? [] : fieldSentences(more, where);
  const name = code?.['value'];
  if (typeof name !== 'string') return fields;
  const messages = said.length === 0 ? [`(made elsewhere) ${where}`] : said;
  return [...messages.map((each) => ({ where, code: name, message: each })), ...fields];
}

/** Every text that an expression can come to, through its branches and the constant that it names. */
function textsOf(node: SyntaxNode, nodes: readonly SyntaxNode[]): string[] {
  const text = textOf(node);
  if (text !== undefined) return [text];
  if (node.type === 'ConditionalExpression')
    return ['consequent', 'alternate'].flatMap((branch) => {
      const child = childNode(node, branch);
      return child === undefined ? [] : textsOf(child, nodes);
    });
  if (node.type !== 'Identifier') return [];
  return nodes
    .filter(({ type }) => type === 'VariableDeclarator')
    .filter((declared) => childNode(declared, 'id')?.['name'] === node['name'])
    .flatMap((declared) => {
      const value = childNode(declared, 'init');
      return value === undefined || value.type === 'Identifier' ? [] : textsOf(value, nodes);
    });
}

/** `{ code: 'room/what', message: 'sentence' }`. */
function failureSentences(node: SyntaxNode, where: string): Sentence[] {
  const parts = new Map(
    (node['properties'] as readonly SyntaxNode[]).map((property) => [
      keyOf(property),
      childNode(property, 'value'),
    ]),
  );
  const code = parts.get('code')?.['value'];
  const text = parts.get('message');
  const message = text === undefined ? undefined : textOf(text);
  return typeof code === 'string' && code.includes('/') && message !== undefined
    ? [{ where, code, message }]
    : [];
}

/** The same for all of the engine and of the rules it shares with the window. */
export function allSentences(): Sentence[] {
  return ['electron', 'shared'].flatMap((house) =>
    readdirSync(path.join(ROOT, house), { recursive: true, encoding: 'utf8' })
      // The command line speaks English to whoever runs it; no window shows its words.
      .filter((name) => name.endsWith('.ts') && !name.startsWith('cli'))
      .map((name) => path.posix.join(house, name.split(path.sep).join('/')))
      .flatMap((file) => sentencesOf(file, readFileSync(path.join(ROOT, file), 'utf8'))),
  );
}

function fieldSentences(more: SyntaxNode, where: string): Sentence[] {
  const properties = (more['properties'] ?? []) as readonly SyntaxNode[];
  const fields = properties.find((property) => keyOf(property) === 'fields');
  const entries = (fields && (childNode(fields, 'value')?.['properties'] as readonly SyntaxNode[])) ?? [];
  return entries.flatMap((entry) => {
    const value = childNode(entry, 'value');
    const message = value === undefined ? undefined : textOf(value);
    return message === undefined ? [] : [{ where, code: undefined, message }];
  });
}

function keyOf(property: SyntaxNode): string {
  const key = childNode(property, 'key');
  return String(key?.['name'] ?? key?.['value'] ?? '');
}

function textOf(node: SyntaxNode): string | undefined {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  return (node['quasis'] as readonly { value: { cooked: string } }[])
    .map((part) => part.value.cooked)
    .join('7');
}
