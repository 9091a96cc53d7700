/** A way around a group of nodes that wait for each other; it ends where it begins. */
export function pathAround<Node>(
  group: readonly Node[],
  dependenciesOf: (node: Node) => Iterable<Node>,
): readonly Node[] {
  const path: Node[] = [];
  let node = group[0];
  while (node !== undefined && !path.includes(node)) {
    path.push(node);
    // Every member of the group has a dependency inside it, or it would be no circle.
    node = [...dependenciesOf(node)].find((dependency) =>
      group.includes(dependency),
    );
  }
  return node === undefined ? path : [...path.slice(path.indexOf(node)), node];
}
