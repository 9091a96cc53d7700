// The modules that the blocks of a Markdown page import: each other, by the paths they name, and arx.
import { dirname, resolve } from "node:path";
import { transpile } from "./instrument.mjs";

/**
 * Gives a block its `require`; each loads what it imports anew.
 * @param modules the blocks that can be imported, by path
 * @param requireLibrary gives arx, and every package
 */
export function createRequireOf(modules, requireLibrary) {
  return ({ path }) => requireFrom(dirname(path), new Map());

  function requireFrom(folder, loaded) {
    return (name) => {
      if (!name.startsWith(".")) return requireLibrary(name);
      const path = resolve(folder, name.replace(/(\.[cm]?[jt]s)?$/, ".ts"));
      if (!loaded.has(path)) {
        const exports = {};
        // Kept before it runs: modules may import each other.
        loaded.set(path, exports);
        const code = transpile(modules.get(path).text);
        const body = new Function("require", "exports", code);
        body(requireFrom(dirname(path), loaded), exports);
      }
      return loaded.get(path);
    };
  }
}
