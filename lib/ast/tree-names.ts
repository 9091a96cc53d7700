/** What a `TreeSource` calls the key of a row that it came to, column by column. */
export function treeKey(index: number): string {
  return `arx_to${String(index + 1)}`;
}

/** What it calls the number of steps to that row. */
export const treeDepth = "arx_depth";
