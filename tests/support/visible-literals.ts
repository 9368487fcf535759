import { childNode, lineOf, parseModule, type SyntaxNode } from '../../build/laws/module.ts';

/** Attributes that somebody sees or hears. */
const SPOKEN_ATTRIBUTES = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'error',
  'hint',
  'label',
  'placeholder',
  'subtitle',
  'title',
]);

/** Key faces stand on the keyboard: they are the same in every language. */
const KEY_FACES = /^(?:Ctrl|Alt|Shift|Esc|Enter|Tab|Space)(?:[+ ](?:Ctrl|Alt|Shift|Enter|\S))*$/;

/** Words that a TSX file shows without the catalogue: text between tags and what spoken attributes say. */
export function visibleLiterals(path: string, source: string): string[] {
  const { nodes } = parseModule({ path, source });
  return nodes.flatMap((node) => {
    const spoken = spokenIn(node).filter((text) => isWord(text));
    return spoken.map((text) => `${path}:${lineOf(source, node.start)}  ${text.trim()}`);
  });
}

function spokenIn(node: SyntaxNode): string[] {
  if (node.type === 'JSXText') return [String(node['value'])];
  if (node.type === 'JSXAttribute') {
    const name = String(childNode(node, 'name')?.['name'] ?? '');
    const value = childNode(node, 'value');
    return SPOKEN_ATTRIBUTES.has(name) && value !== undefined ? literalsOf(value) : [];
  }
  if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return [];
  // Text in braces stands between tags just as well.
  return (node['children'] as readonly SyntaxNode[])
    .filter((child) => child.type === 'JSXExpressionContainer')
    .flatMap(literalsOf);
}

/** The literal texts that an expression can come to: itself, its branches, the parts of a template. */
function literalsOf(node: SyntaxNode): string[] {
  const inside = (key: string): string[] => {
    const child = childNode(node, key);
    return child === undefined ? [] : literalsOf(child);
  };
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateLiteral':
      return (node['quasis'] as readonly { value: { cooked: string } }[]).map((part) => part.value.cooked);
    case 'JSXExpressionContainer':
      return inside('expression');
    case 'ConditionalExpression':
      return [...inside('consequent'), ...inside('alternate')];
    case 'LogicalExpression':
      return [...inside('left'), ...inside('right')];
    default:
      return [];
  }
}

function isWord(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !KEY_FACES.test(text.trim());
}
