import { parseSync } from 'oxc-parser';

/** One source file as the laws see it. `path` is relative to the project root, with forward slashes. */
export interface SourceModule {
  readonly path: string;
  readonly source: string;
}

/** A breach of one law, ready to be printed as `path:line  law  message`. */
export interface Violation {
  readonly law: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** One way a module names another; `specifier` is undefined when it is only known at run time. */
export interface ImportEdge {
  readonly specifier: string | undefined;
  readonly isTypeOnly: boolean;
  readonly offset: number;
}

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface ParsedModule extends SourceModule {
  readonly imports: readonly ImportEdge[];
  readonly nodes: readonly SyntaxNode[];
  readonly comments: readonly { readonly text: string; readonly offset: number }[];
  readonly syntaxErrors: readonly string[];
}

/** Parses a module and collects everything the laws look at, type-only imports and `import('x')` types included. */
export function parseModule(module: SourceModule): ParsedModule {
  const { program, comments, errors } = parseSync(module.path, module.source, { sourceType: 'module' });
  const nodes = collectNodes(program);
  return {
    ...module,
    nodes,
    imports: nodes.flatMap(importEdges),
    comments: comments.map((comment) => ({ text: comment.value, offset: comment.start })),
    syntaxErrors: errors.map((error) => error.message),
  };
}

/** The 1-based line of an offset (UTF-16 code units) in a source text. */
export function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

/** The node under `key`, when there is one. */
export function childNode(node: SyntaxNode, key: string): SyntaxNode | undefined {
  const child = node[key];
  return isSyntaxNode(child) ? child : undefined;
}

/** The text of a string literal or of a template without expressions. */
export function literalText(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node?.type === 'TemplateLiteral' && Array.isArray(node['quasis']) && node['quasis'].length === 1) {
    return quasiText(node['quasis'][0]);
  }
  return undefined;
}

/** The text of one piece of a template literal. */
export function quasiText(node: unknown): string | undefined {
  if (!isSyntaxNode(node) || node.type !== 'TemplateElement') return undefined;
  const value = node['value'];
  if (typeof value !== 'object' || value === null || !('cooked' in value)) return undefined;
  return typeof value.cooked === 'string' ? value.cooked : undefined;
}

/** The name a member expression reads, whether as `a.name` or `a['name']`. */
export function memberName(node: SyntaxNode | undefined): string | undefined {
  if (node?.type !== 'MemberExpression') return undefined;
  const property = childNode(node, 'property');
  return node['computed'] === true ? literalText(property) : identifierName(property);
}

/** The name of an identifier node. */
export function identifierName(node: SyntaxNode | undefined): string | undefined {
  if (node?.type !== 'Identifier') return undefined;
  return typeof node['name'] === 'string' ? node['name'] : undefined;
}

function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function collectNodes(root: unknown): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) waiting.push(...value);
    else if (isSyntaxNode(value)) {
      found.push(value);
      waiting.push(...Object.values(value));
    }
  }
  return found.sort((left, right) => left.start - right.start);
}

function importEdges(node: SyntaxNode): ImportEdge[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      const source = childNode(node, 'source');
      if (!source) return [];
      const isTypeOnly = node['importKind'] === 'type' || node['exportKind'] === 'type';
      return [{ specifier: literalText(source), isTypeOnly, offset: node.start }];
    }
    case 'TSImportType':
      return [{ specifier: literalText(childNode(node, 'source')), isTypeOnly: true, offset: node.start }];
    case 'TSExternalModuleReference':
      return [
        { specifier: literalText(childNode(node, 'expression')), isTypeOnly: false, offset: node.start },
      ];
    case 'ImportExpression':
      return [{ specifier: literalText(childNode(node, 'source')), isTypeOnly: false, offset: node.start }];
    case 'CallExpression':
      return requireEdge(node);
    default:
      return [];
  }
}

/** `require(x)` and `require.resolve(x)`, also when `require` came from createRequire: the name is the convention. */
function requireEdge(node: SyntaxNode): ImportEdge[] {
  const callee = childNode(node, 'callee');
  const isRequire = identifierName(callee) === 'require';
  const isResolve =
    memberName(callee) === 'resolve' &&
    callee !== undefined &&
    identifierName(childNode(callee, 'object')) === 'require';
  if (!isRequire && !isResolve) return [];
  const [first] = Array.isArray(node['arguments']) ? node['arguments'] : [];
  return [{ specifier: literalText(first as SyntaxNode | undefined), isTypeOnly: false, offset: node.start }];
}
