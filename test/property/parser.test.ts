import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTemplate, type Expr, type Node, type Pipe, type Span } from '../../src/template/index.js';
import { nodesForm } from '../template/go-form.js';
import { templateText } from './template-text.js';

const known = (name: string): boolean => name !== 'unknown';

test('any text parses to a tree; what is wrong with it has a place in it', () => {
  fc.assert(
    fc.property(templateText, (text) => {
      for (const { message, start, end } of parseTemplate(text, known).problems) {
        expect(message).not.toBe('');
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1000 },
  );
});

test('so does any text at all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      expect(parseTemplate(`{{${text}`, known).problems).toBeDefined();
      expect(parseTemplate(`{{ ${text} }}`, known).problems).toBeDefined();
    }),
    { numRuns: 500 },
  );
});

test('nodes lie inside the node around them, in order', () => {
  fc.assert(
    fc.property(templateText, (text) => {
      const { root } = parseTemplate(text, known);
      checkNodes(root, { start: 0, end: text.length });
    }),
    { numRuns: 500 },
  );
});

test('what was accepted, written anew, gives the same tree', () => {
  let accepted = 0;
  fc.assert(
    fc.property(templateText, (text) => {
      const first = parseTemplate(text, known);
      if (first.problems.length > 0) return;
      accepted++;
      const written = nodesForm(first.root, text);
      const again = parseTemplate(written, known);
      // Text that ends in a brace would run into the next action.
      if (/\{\{\{|\{\{\{?-|\{[^{]*\{\{/.test(written)) return;
      expect(again.problems).toEqual([]);
      expect(nodesForm(again.root, written)).toBe(written);
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(50);
});

test('without problems no pipeline is empty, and every one but the first command can be called', () => {
  fc.assert(
    fc.property(templateText, (text) => {
      const { root, defines, problems } = parseTemplate(text, known);
      if (problems.length > 0) return;
      for (const pipe of [root, ...defines.values()].flatMap(pipesOf)) {
        expect(pipe.commands.length).toBeGreaterThan(0);
        for (const { args } of pipe.commands.slice(1)) expect(['identifier', 'field', 'variable', 'chain', 'pipe']).toContain(args[0]!.kind);
      }
    }),
    { numRuns: 1000 },
  );
});

function checkNodes(nodes: readonly Node[], around: Span): void {
  let at = around.start;
  for (const node of nodes) {
    expect(node.start).toBeGreaterThanOrEqual(at);
    expect(node.end).toBeLessThanOrEqual(around.end);
    at = node.end;
    if (node.kind === 'if' || node.kind === 'with' || node.kind === 'range') {
      checkNodes(node.body, node);
      if (node.otherwise !== null) checkNodes(node.otherwise, node);
    }
  }
}

function pipesOf(nodes: readonly Node[]): Pipe[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'action') return pipesIn(node.pipe);
    if (node.kind === 'template') return node.pipe === null ? [] : pipesIn(node.pipe);
    if (node.kind === 'if' || node.kind === 'with' || node.kind === 'range') return [...pipesIn(node.pipe), ...pipesOf(node.body), ...pipesOf(node.otherwise ?? [])];
    return [];
  });
}

function pipesIn(expr: Expr): Pipe[] {
  if (expr.kind === 'chain') return pipesIn(expr.base);
  if (expr.kind !== 'pipe') return [];
  return [expr, ...expr.commands.flatMap(({ args }) => args.flatMap(pipesIn))];
}
