/** The value under a key that must be there. */
export function findOrFail<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
): Value {
  const value = map.get(key);
  if (value === undefined)
    throw new Error(`Nothing is known by the name ${String(key)}.`);
  return value;
}
