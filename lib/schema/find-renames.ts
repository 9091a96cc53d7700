/** Something in the wanted schema that may have had another name before. */
interface Renamable {
  readonly name: string;
  readonly renamedFrom: string | undefined;
}

/** Old names with the new ones. */
export type NameMap = ReadonlyMap<string, string>;

/**
 * The declared renames that are still to be done, old name to new. A rename
 * whose new name is there already was done before, so a declaration may stay
 * in the model. Nothing is guessed.
 *
 * @param isSame whether the thing now called `from` is what is wanted as `to`
 */
export function findRenames(
  existing: ReadonlySet<string>,
  wanted: readonly Renamable[],
  isSame: (from: string, to: string) => boolean,
): NameMap {
  const renames = new Map<string, string>();
  for (const { name, renamedFrom } of wanted) {
    if (renamedFrom === undefined || renamedFrom === name) continue;
    if (existing.has(renamedFrom) && !renames.has(renamedFrom)) {
      renames.set(renamedFrom, name);
    }
  }
  removeDone(renames, existing);
  removeDoubtfulCycles(renames, isSame);
  return renames;
}

/** A new name that is taken is no hindrance when its holder is renamed away itself: a chain or a swap. */
function removeDone(
  renames: Map<string, string>,
  existing: ReadonlySet<string>,
): void {
  const done = [...renames].filter(
    ([, to]) => existing.has(to) && !renames.has(to),
  );
  for (const [from] of done) renames.delete(from);
  if (done.length > 0) removeDone(renames, existing);
}

/**
 * After a swap both names exist, just as before it. It is done only when that
 * brings every member to what is wanted and the names as they are do not;
 * otherwise a declaration that stays in the model would swap at each run.
 */
function removeDoubtfulCycles(
  renames: Map<string, string>,
  isSame: (from: string, to: string) => boolean,
): void {
  for (const cycle of findCycles(renames)) {
    const isWanted = cycle.every((name) =>
      isSame(name, renames.get(name) ?? name),
    );
    const isDone = cycle.every((name) => isSame(name, name));
    if (isDone || !isWanted) for (const name of cycle) renames.delete(name);
  }
}

/** The groups of names that take each other's place, each in the order of renaming. */
function findCycles(renames: NameMap): string[][] {
  const seen = new Set<string>();
  const cycles: string[][] = [];
  for (const start of renames.keys()) {
    const path: string[] = [];
    let name: string | undefined = start;
    while (name !== undefined && !seen.has(name)) {
      seen.add(name);
      path.push(name);
      name = renames.get(name);
    }
    const first = name === undefined ? -1 : path.indexOf(name);
    if (first >= 0) cycles.push(path.slice(first));
  }
  return cycles;
}
