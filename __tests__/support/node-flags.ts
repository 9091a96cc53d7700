/**
 * What the suite tells Node, here and in the script "test" of package.json: in processes that live for seconds it costs
 * more to optimise the WebAssembly of PGlite, and to collect a small young generation often, than either gives back.
 */
export const nodeFlags: readonly string[] = [
  "--liftoff-only",
  "--max-semi-space-size=32",
];
