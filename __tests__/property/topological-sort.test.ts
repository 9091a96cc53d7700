import fc from "fast-check";
import { topologicalSort } from "../../lib/util/topological-sort";

/** A graph as a list of dependencies a node, by index. */
const graphs = fc.integer({ min: 0, max: 12 }).chain((size) =>
  fc.array(
    fc.uniqueArray(fc.nat({ max: Math.max(0, size - 1) }), { maxLength: 4 }),
    {
      minLength: size,
      maxLength: size,
    },
  ),
);

function reachable(
  graph: readonly (readonly number[])[],
  from: number,
): Set<number> {
  const seen = new Set<number>();
  const queue = [...(graph[from] ?? [])];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    queue.push(...(graph[node] ?? []));
  }
  return seen;
}

describe("topologicalSort", () => {
  it("keeps every node once, after all it depends on but does not wait for it in turn", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const nodes = [...graph.keys()];
        const { order } = topologicalSort(nodes, (node) => graph[node] ?? []);
        expect([...order].sort((a, b) => a - b)).toEqual(nodes);
        for (const node of nodes) {
          for (const dependency of reachable(graph, node)) {
            if (!reachable(graph, dependency).has(node)) {
              expect(order.indexOf(dependency)).toBeLessThan(
                order.indexOf(node),
              );
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("reports exactly the groups of nodes that reach each other", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const nodes = [...graph.keys()];
        const { cycles } = topologicalSort(nodes, (node) => graph[node] ?? []);
        const mates = (node: number): number[] =>
          nodes.filter(
            (other) =>
              other === node ||
              (reachable(graph, node).has(other) &&
                reachable(graph, other).has(node)),
          );
        const expected = nodes
          .map(mates)
          .filter((group, node) => group.length > 1 && group[0] === node);
        expect([...cycles].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual(
          expected,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
