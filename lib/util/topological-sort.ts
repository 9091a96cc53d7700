/** The order found, and the groups of nodes that wait for each other. */
export interface TopologicalOrder<Node> {
  /** Every node after those it depends on; members of a cycle stand together, in input order. */
  readonly order: readonly Node[];
  /** Groups of two or more nodes that depend on each other; a node that depends on itself alone is none. */
  readonly cycles: readonly (readonly Node[])[];
}

/**
 * Orders nodes so that each comes after its dependencies, keeping the input
 * order among equals. Cycles are condensed (Tarjan's strongly connected
 * components) instead of spoiling the order of everything else.
 */
export function topologicalSort<Node>(
  nodes: readonly Node[],
  dependenciesOf: (node: Node) => Iterable<Node>,
): TopologicalOrder<Node> {
  const position = new Map(nodes.map((node, index) => [node, index]));
  const dependencies = nodes.map((node) =>
    [...dependenciesOf(node)]
      .map((dependency) => position.get(dependency))
      .filter((index): index is number => index !== undefined)
      .sort((left, right) => left - right),
  );
  const components = findComponents(dependencies);
  const nodeAt = (index: number): Node => nodes[index] as Node;
  return {
    order: components.flat().map(nodeAt),
    cycles: components
      .filter(({ length }) => length > 1)
      .map((component) => component.map(nodeAt)),
  };
}

/** Strongly connected components, dependencies first; each sorted by position. */
function findComponents(
  dependencies: readonly (readonly number[])[],
): number[][] {
  const search = new ComponentSearch(dependencies);
  for (const root of dependencies.keys()) search.walkFrom(root);
  return search.components;
}

/** A depth-first walk that keeps its own path: a chain of thousands of tables must not end in a RangeError. */
class ComponentSearch {
  readonly components: number[][] = [];
  /** When each node was first met, and the earliest node still open that it reaches. */
  readonly #met = new Map<number, number>();
  readonly #reaches = new Map<number, number>();
  readonly #open: number[] = [];
  readonly #isOpen = new Set<number>();

  constructor(private readonly dependencies: readonly (readonly number[])[]) {}

  walkFrom(root: number): void {
    if (this.#met.has(root)) return;
    const path = [this.#enter(root)];
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const next = frame.rest.next();
      if (next.done === true) {
        path.pop();
        this.#leave(frame.node, path.at(-1)?.node);
      } else if (!this.#met.has(next.value)) {
        path.push(this.#enter(next.value));
      } else if (this.#isOpen.has(next.value)) {
        this.#lower(frame.node, this.#met.get(next.value));
      }
    }
  }

  #enter(node: number): {
    readonly node: number;
    readonly rest: Iterator<number>;
  } {
    this.#reaches.set(node, this.#met.size);
    this.#met.set(node, this.#met.size);
    this.#open.push(node);
    this.#isOpen.add(node);
    return { node, rest: (this.dependencies[node] ?? []).values() };
  }

  /** Closes a component once its first node is done, else hands what it reaches to the node it came from. */
  #leave(node: number, parent: number | undefined): void {
    if (parent !== undefined) this.#lower(parent, this.#reaches.get(node));
    if (this.#reaches.get(node) !== this.#met.get(node)) return;
    const component = this.#open.splice(this.#open.lastIndexOf(node));
    for (const member of component) this.#isOpen.delete(member);
    this.components.push(component.sort((left, right) => left - right));
  }

  #lower(node: number, candidate = Infinity): void {
    this.#reaches.set(
      node,
      Math.min(this.#reaches.get(node) ?? Infinity, candidate),
    );
  }
}
