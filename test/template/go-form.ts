import type { Expr, Node, Pipe, Span, Template } from '../../src/template/index.js';

/** Writes a tree the way Go's `Tree.Root.String()` does, so that trees can be compared with Go's. */
export function goForm({ root }: Template, source: string): string {
  return nodesForm(root, source);
}

export function nodesForm(nodes: readonly Node[], source: string): string {
  return nodes.map((node) => nodeForm(node, source)).join('');
}

function nodeForm(node: Node, source: string): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'action':
      return `{{${pipeForm(node.pipe, source)}}}`;
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
    case 'template':
      return `{{template ${JSON.stringify(node.name)}${node.pipe === null ? '' : ` ${pipeForm(node.pipe, source)}`}}}`;
  }
  const otherwise = node.otherwise === null ? '' : `{{else}}${nodesForm(node.otherwise, source)}`;
  return `{{${node.kind} ${pipeForm(node.pipe, source)}}}${nodesForm(node.body, source)}${otherwise}{{end}}`;
}

function pipeForm({ declarations, assign, commands }: Pipe, source: string): string {
  const head = declarations.length === 0 ? '' : `${declarations.join(', ')} ${assign ? '=' : ':='} `;
  return head + commands.map(({ args }) => args.map((arg) => exprForm(arg, source)).join(' ')).join(' | ');
}

const written = ({ start, end }: Span, source: string): string => source.slice(start, end);

function exprForm(expr: Expr, source: string): string {
  switch (expr.kind) {
    case 'pipe':
      return `(${pipeForm(expr, source)})`;
    case 'chain':
      return `${exprForm(expr.base, source)}.${expr.names.join('.')}`;
    case 'field':
      return `.${expr.names.join('.')}`;
    case 'variable':
      return [expr.name, ...expr.names].join('.');
    case 'identifier':
      return expr.name;
    case 'dot':
      return '.';
    default:
      return written(expr, source);
  }
}
