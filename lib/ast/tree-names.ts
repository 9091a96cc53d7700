/** What a source that leads to rows calls their key, column by column. */
export function foundKey(index: number): string {
  return `arx_to${String(index + 1)}`;
}

/** What a `TreeSource` calls the number of steps to a row. */
export const treeDepth = "arx_depth";
