export type {
  ActionNode,
  BranchNode,
  ChainExpr,
  Command,
  Expr,
  FieldExpr,
  IdentifierExpr,
  Node,
  NumberExpr,
  ParseProblem,
  Pipe,
  RangeNode,
  Span,
  StringExpr,
  Template,
  TemplateNode,
  TextNode,
  VariableExpr,
} from './ast.js';
export { expressionText } from './expression-text.js';
export { isEmptyTree, parseTemplate } from './parser.js';
