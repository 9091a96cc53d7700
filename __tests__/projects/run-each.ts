/** Works on all items, two at a time; an error waits in the result of its item. */
export async function runEach<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<ReadonlyMap<T, () => R>> {
  const results = new Map<T, () => R>();
  const waiting = items.values();
  const takeTurns = async (): Promise<void> => {
    for (const item of waiting) results.set(item, await settle(work(item)));
  };
  await Promise.all([takeTurns(), takeTurns()]);
  return results;
}

/** A function that gives what a promise gave, or throws what it threw. */
async function settle<R>(promise: Promise<R>): Promise<() => R> {
  try {
    const value = await promise;
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
