import { distance } from "fastest-levenshtein";

/** The candidate a misspelt word most likely meant, or undefined when none is near. */
export function suggest(
  word: string,
  candidates: Iterable<string>,
): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const between = distance(word.toLowerCase(), candidate.toLowerCase());
    if (between < bestDistance) {
      best = candidate;
      bestDistance = between;
    }
  }
  return best;
}
