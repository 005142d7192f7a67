/**
 * All that an answer depends on, as a text: two questions with the same key have the same answer, whatever else stands in their files.
 * The key holds the source of every expression the question reaches, which binding each name in it has, and what is known of each
 * variable (an inferred shape depends on the whole file, so the settled shape counts, not the declaration).
 */
import type { Binding, Meaning } from '../semantics/meaning';
import { showShape } from '../shapes/shape';
import { printType } from '../syntax/printStatement';
import { postorder, type Span, type Tree } from '../syntax/tree';

export interface Dependencies {
  readonly key: string;
  /** The expressions reached, the roots first: places in them are kept relative to these. */
  readonly parts: readonly Span[];
  /** In the order in which they are met. */
  readonly bindings: readonly Binding[];
}

/** What `roots` depend on. `extra` distinguishes questions about the same expressions. */
export function dependenciesOf(roots: readonly Tree[], meaning: Meaning, source: string, extra: string): Dependencies {
  const numbers = new Map<Binding, number>();
  const order: Binding[] = [];
  const numberOf = (binding: Binding): number => {
    const known = numbers.get(binding);
    if (known !== undefined) return known;
    numbers.set(binding, order.length);
    order.push(binding);
    return order.length - 1;
  };
  const parts: Span[] = [];
  const lines: string[] = [extra];
  const read = (tree: Tree): void => {
    parts.push(tree.span);
    const uses: string[] = [];
    for (const node of postorder(tree)) {
      const binding = node.kind === 'name' ? meaning.bindingOf(node) : node.kind === 'call' ? meaning.calleeOf(node) : undefined;
      if (binding !== undefined) uses.push(String(numberOf(binding)));
    }
    lines.push(`${source.slice(tree.span.start, tree.span.end)} @ ${uses.join(' ')}`);
  };

  for (const root of roots) read(root);
  // `order` grows while it is walked.
  for (let i = 0; i < order.length; i++) {
    const binding = order[i];
    if (binding === undefined) break;
    switch (binding.kind) {
      case 'variable': {
        lines.push(`${binding.name} : ${[...binding.properties].join(' ')} ${showShape(binding.shape)}`);
        const metric = meaning.innerProductOf(binding);
        if (metric !== undefined) { lines.push(`<${metric.left.name}, ${metric.right.name}>`); read(metric.value); }
        const implicit = meaning.implicitOf(binding);
        if (implicit === 'mistaken') lines.push('mistaken');
        else if (implicit !== undefined) {
          const { left, right } = implicit.node;
          lines.push(`solves ${left.kind === 'query' ? left.word : ''} ==`);
          read(left.kind === 'query' ? left.of : left);
          read(right);
        }
        break;
      }
      case 'definition':
        lines.push(`${binding.name}(${binding.parameters.map((parameter) => { const bound = meaning.bindingOf(parameter); return `${parameter.name} ${bound === undefined ? '' : String(numberOf(bound))}`; }).join(', ')}) =`);
        read(binding.value);
        break;
      case 'function': {
        lines.push(`${binding.name} : ${printType(binding.type)}`);
        const rule = meaning.ruleOf(binding);
        if (rule !== undefined) { lines.push(`d ${binding.name}(${rule.parameter.name}) =`); read(rule.value); }
        break;
      }
      case 'dimension': lines.push(`${binding.name} = ${binding.dimension.key}`); break;
      case 'index': lines.push(binding.name); break;
    }
  }
  return { key: lines.join('\n'), parts, bindings: order };
}

/** A place inside one of the parts, which holds wherever the parts stand. */
export interface RelativeSpan { readonly part: number; readonly start: number; readonly end: number }

export function relativeTo(parts: readonly Span[], span: Span): RelativeSpan | undefined {
  const part = parts.findIndex(({ start, end }) => start <= span.start && span.end <= end);
  const start = parts[part]?.start;
  return start === undefined ? undefined : { part, start: span.start - start, end: span.end - start };
}

export function absoluteIn(parts: readonly Span[], { part, start, end }: RelativeSpan): Span | undefined {
  const base = parts[part]?.start;
  return base === undefined ? undefined : { start: base + start, end: base + end };
}
