/**
 * A function that looks at each object once: what it finds is kept as long as
 * the object lives.
 */
export function memoize<
  Key extends object,
  Found extends object | string | number | boolean,
>(find: (key: Key) => Found): (key: Key) => Found {
  const known = new WeakMap<Key, Found>();
  return (key) => {
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const found = find(key);
    known.set(key, found);
    return found;
  };
}
