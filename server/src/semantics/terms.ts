/** The shapes of nodes while a file is read, in unknowns where they are not known yet. */
import type { Shape } from '../shapes/shape';
import type { Tree } from '../syntax/tree';

export class Terms extends Map<Tree, Shape> {
  readonly #earlier: (tree: Tree) => Shape | undefined;
  #journal: Tree[] = [];

  /** `earlier`: the shape of a node that has been read before and is not read again. */
  constructor(earlier: (tree: Tree) => Shape | undefined) {
    super();
    this.#earlier = earlier;
  }

  override get(tree: Tree): Shape | undefined { return super.get(tree) ?? this.#earlier(tree); }

  override set(tree: Tree, shape: Shape): this {
    this.#journal.push(tree);
    return super.set(tree, shape);
  }

  /** The nodes that got a shape since this was asked last. */
  since(): readonly Tree[] {
    const journal = this.#journal;
    this.#journal = [];
    return journal;
  }
}
