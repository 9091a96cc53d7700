import { compareNames } from "./normalize";

/** How the parts of a table become the wanted ones. */
export interface Matches<Part> {
  /** The same part under another name. */
  readonly renamed: readonly { readonly from: Part; readonly to: Part }[];
  readonly dropped: readonly Part[];
  readonly added: readonly Part[];
}

/**
 * Pairs constraints or indexes by what they are and not by what they are
 * called, so that a new name alone never makes PostgreSQL build one again.
 *
 * @param define what a part is, as a text that is equal for equal parts
 * @param isInTheWay whether a part must go while other changes are made, and come back afterwards
 */
export function matchParts<Part extends { readonly name: string }>(
  from: readonly Part[],
  to: readonly Part[],
  define: (part: Part) => string,
  isInTheWay: (part: Part) => boolean = () => false,
): Matches<Part> {
  const [fromBlocked, fromFree] = partition(from, isInTheWay);
  const [toBlocked, toFree] = partition(to, isInTheWay);
  const matches = matchFree(fromFree, toFree, define);
  return {
    renamed: matches.renamed,
    // A part that must go is dropped and added even when it stays the same.
    dropped: [...fromBlocked, ...matches.dropped],
    added: [...toBlocked, ...matches.added],
  };
}

function partition<Item>(
  items: readonly Item[],
  test: (item: Item) => boolean,
): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

function matchFree<Part extends { readonly name: string }>(
  from: readonly Part[],
  to: readonly Part[],
  define: (part: Part) => string,
): Matches<Part> {
  const isKept = (part: Part, others: readonly Part[]): boolean =>
    others.some(
      (other) => other.name === part.name && define(other) === define(part),
    );
  const left = from.filter((part) => !isKept(part, to));
  const right = to.filter((part) => !isKept(part, from));
  const renamed = pairEqual(left, right, define);
  const paired = new Set(renamed.flatMap((pair) => [pair.from, pair.to]));
  return {
    renamed,
    dropped: left.filter((part) => !paired.has(part)),
    added: right.filter((part) => !paired.has(part)),
  };
}

function pairEqual<Part extends { readonly name: string }>(
  from: readonly Part[],
  to: readonly Part[],
  define: (part: Part) => string,
): { from: Part; to: Part }[] {
  const waiting = [...to].sort((a, b) => compareNames(a.name, b.name));
  return from.flatMap((part) => {
    const index = waiting.findIndex((other) => define(other) === define(part));
    const [match] = index < 0 ? [] : waiting.splice(index, 1);
    return match === undefined ? [] : [{ from: part, to: match }];
  });
}
