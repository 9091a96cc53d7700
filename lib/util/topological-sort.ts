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
    cycles: components.filter(({ length }) => length > 1).map((component) => component.map(nodeAt)),
  };
}

/** Strongly connected components, dependencies first; each sorted by position. */
function findComponents(dependencies: readonly (readonly number[])[]): number[][] {
  const discovered: (number | undefined)[] = dependencies.map(() => undefined);
  const lowest: number[] = dependencies.map(() => 0);
  const onStack = new Set<number>();
  const stack: number[] = [];
  const components: number[][] = [];
  let clock = 0;

  // The walk keeps its own stack: a chain of thousands of tables must not end in a RangeError.
  for (const root of dependencies.keys()) {
    if (discovered[root] !== undefined) continue;
    const walk: { node: number; next: number }[] = [{ node: root, next: 0 }];
    while (walk.length > 0) {
      const frame = walk[walk.length - 1] as { node: number; next: number };
      const { node } = frame;
      if (frame.next === 0) {
        discovered[node] = lowest[node] = clock++;
        stack.push(node);
        onStack.add(node);
      }
      const dependency = dependencies[node]?.[frame.next++];
      if (dependency !== undefined) {
        if (discovered[dependency] === undefined) walk.push({ node: dependency, next: 0 });
        else if (onStack.has(dependency)) {
          lowest[node] = Math.min(lowest[node] as number, discovered[dependency]);
        }
        continue;
      }
      walk.pop();
      const parent = walk[walk.length - 1]?.node;
      if (parent !== undefined) {
        lowest[parent] = Math.min(lowest[parent] as number, lowest[node] as number);
      }
      if (lowest[node] === discovered[node]) {
        const component = stack.splice(stack.indexOf(node));
        for (const member of component) onStack.delete(member);
        components.push(component.sort((left, right) => left - right));
      }
    }
  }
  return components;
}
