export function median(values) {
  return values.toSorted((left, right) => left - right)[
    Math.floor(values.length / 2)
  ];
}

/** Begins the list at another place. */
export function rotate(items, by) {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
