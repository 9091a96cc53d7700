import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** The exports of a module by name. */
export type ModuleExports = Readonly<Record<string, unknown>>;

/**
 * Loads a module of the user's project. `require` comes first: whatever
 * compiles TypeScript in this process (ts-node, tsx, jest) hooks into it.
 */
export async function loadModule(file: string): Promise<ModuleExports> {
  try {
    return createRequire(file)(file) as ModuleExports;
  } catch (error) {
    if (!isModuleFormatError(error)) throw error;
    return (await import(pathToFileURL(file).href)) as ModuleExports;
  }
}

/** Node's answers to `require` of an ES module, which differ by version. */
function isModuleFormatError(error: unknown): boolean {
  const code =
    error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_REQUIRE_ESM" || code === "ERR_REQUIRE_ASYNC_MODULE";
}

/** The default export, whether the module was CommonJS, ESM, or one inside the other. */
export function defaultExport(exports: unknown): unknown {
  const found = defaultOf(exports) ?? exports;
  return defaultOf(found) ?? found;
}

function defaultOf(exports: unknown): unknown {
  return typeof exports === "object" && exports !== null && "default" in exports
    ? exports.default
    : undefined;
}
