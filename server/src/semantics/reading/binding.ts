/** Statements that say what names stand for. */
import { SCALAR, type Shape } from '../../shapes/shape';
import type { ImplicitNode, NameNode, RuleNode, Statement, Tree } from '../../syntax/tree';
import { manifoldOf, propertiesOfType, shapeOfType } from '../declarations';
import * as say from '../diagnostics';
import type { Cell, DefinitionCell, FunctionCell, VariableCell } from '../scope';
import { wordDeclaration } from './misfits';
import type { Readers, ReadingOf } from './statements';

export const isZero = (tree: Tree): boolean => tree.kind === 'number' && tree.value === 0;

export function createBindingReaders({ u, scope, inference, names, findings, gathered }: ReadingOf): Pick<Readers, 'declaration' | 'definition' | 'manifold' | 'inner' | 'implicit' | 'rule'> {
  function declare(statement: Extract<Statement, { kind: 'declaration' }>): void {
    const { type, span } = statement;
    const add = (cell: Cell, node: NameNode): void => { scope.declare(cell, span.start); scope.resolveName(node, cell); };
    const shapeOf = (of: Parameters<typeof shapeOfType>[1]): Shape => shapeOfType(u, of, names.dimension, (problem) => { if (problem.kind === 'badDimension') findings.report(() => say.badDimension(problem.tree)); });
    if (type.form === 'function') {
      const parameters = type.parameters.map(shapeOf);
      const result = shapeOf(type.result);
      for (const part of [...type.parameters, type.result]) checkAdjectives(part, shapeOf(part), statement.names);
      for (const node of statement.names) add({ kind: 'function', name: node.name, type, parameters, result, span: node.span } satisfies FunctionCell, node);
      return;
    }
    const term = shapeOf(type);
    const properties = checkAdjectives(type, term, statement.names);
    for (const node of statement.names) add({ kind: 'variable', name: node.name, term, properties, origin: 'declared', span: node.span } satisfies VariableCell, node);
  }

  function checkAdjectives(type: Parameters<typeof propertiesOfType>[0], shape: Shape, of: readonly NameNode[]): VariableCell['properties'] {
    return propertiesOfType(type, shape, (problem) => { findings.report(() => wordDeclaration(problem, of)); });
  }

  function restrict({ variable, manifold }: Extract<Statement, { kind: 'manifold' }>): void {
    const cell = names.cellFor(variable);
    scope.resolveName(variable, cell);
    if (cell.kind !== 'variable') {
      findings.report(() => say.notAVariable(variable, cell.kind, [], names.placeOf(cell)));
      return;
    }
    const property = manifoldOf(manifold, u.resolveShape(cell.term), (problem) => { findings.report(() => wordDeclaration(problem, [variable])); });
    if (property !== undefined) gathered.manifolds.set(cell, [...gathered.manifolds.get(cell) ?? [], property]);
  }

  function define(statement: Extract<Statement, { kind: 'definition' }>): void {
    const { parameters = [], value } = statement;
    const formal: string[] = [];
    for (const parameter of parameters) {
      const cell = scope.find(parameter.name);
      if (cell === undefined || cell.kind === 'variable') { names.name(parameter); continue; }
      // A parameter that is called like a definition or dimension hides it within the function.
      const own: VariableCell = { kind: 'variable', name: parameter.name, term: u.freshShape(), properties: new Set(), origin: 'inferred', span: parameter.span };
      scope.enter(own, statement.span);
      scope.resolveName(parameter, own);
      formal.push(parameter.name);
    }
    const term = names.defining(statement.name, () => {
      const found = inference.infer(value);
      u.run();
      return u.resolveShape(found);
    });
    for (const local of formal) scope.leave(local);
    const cell: DefinitionCell = { kind: 'definition', name: statement.name.name, value, parameters, term, span: statement.name.span };
    scope.declare(cell, Math.max(statement.span.end, value.span.end));
    scope.resolveName(statement.name, cell);
  }

  function innerProduct(statement: Extract<Statement, { kind: 'inner' }>): void {
    const { variable, left, right, value, span } = statement;
    const cell = names.cellFor(variable);
    scope.resolveName(variable, cell);
    if (cell.kind !== 'variable') {
      findings.report(() => say.notAVariable(variable, cell.kind, [], names.placeOf(cell)));
      return;
    }
    for (const letter of [left, right]) {
      const own: VariableCell = { kind: 'variable', name: letter.name, term: cell.term, properties: new Set(), origin: 'inferred', span: letter.span };
      scope.enter(own, span);
      scope.resolveName(letter, own);
    }
    inference.infer(value);
    for (const letter of [left, right]) scope.leave(letter.name);
    gathered.scalars.push(value);
    gathered.inners.push({ cell, left, right, value });
    findings.report((facts) => { const shape = facts.shapeOf(value); return shape === undefined || shape === SCALAR ? undefined : say.innerNotScalar(value, shape); });
  }

  function solve(node: ImplicitNode): void {
    const { left, right, unknown } = node;
    const cell = names.cellFor(unknown);
    inference.infer(unknown);
    if (left.kind === 'query') {
      for (const each of left.wrt) scope.resolveName(each, names.cellFor(each));
      inference.infer(left.of);
      gathered.scalars.push(left.of);
    } else {
      inference.infer(left);
      // An unknown that nothing declares has the shape of its equation.
      if (cell.kind === 'variable' && cell.origin === 'inferred') gathered.alike.push([unknown, left]);
    }
    // `== 0` is said of vectors and matrices too.
    if (!isZero(right)) {
      inference.infer(right);
      if (left.kind !== 'query') gathered.alike.push([left, right]);
    }
    if (cell.kind === 'variable') gathered.implicits.push({ node, cell });
    else findings.report(() => say.notAVariable(unknown, cell.kind, [], names.placeOf(cell)));
  }

  function stateRule(node: RuleNode): void {
    const cell = scope.find(node.function.name);
    const [of, ...more] = cell?.kind === 'function' ? cell.parameters : [];
    if (cell !== undefined) scope.resolveName(node.function, cell);
    const isOfOne = cell?.kind === 'function' && of !== undefined && more.length === 0;
    const term = of ?? u.freshShape();
    const local = (name: string, { span }: NameNode): VariableCell => ({ kind: 'variable', name, term, properties: new Set(), origin: 'inferred', span });
    const parameter = local(node.parameter.name, node.parameter);
    const tangent = local(`d${node.parameter.name}`, node.parameter);
    for (const own of [parameter, tangent]) scope.enter(own, node.span);
    scope.resolveName(node.parameter, parameter);
    inference.infer(node.value);
    for (const own of [parameter, tangent]) scope.leave(own.name);
    if (isOfOne) gathered.rules.push({ node, cell, parameter, tangent });
    else findings.report(() => say.ruleOfWhat(node.function, cell?.kind === 'function' ? cell.parameters.length : undefined));
  }

  return { declaration: declare, definition: define, manifold: restrict, inner: innerProduct, implicit: solve, rule: stateRule };
}
