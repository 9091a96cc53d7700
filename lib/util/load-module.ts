import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { isEsModule } from "./module-format";

/** The exports of a module by name. */
export type ModuleExports = Readonly<Record<string, unknown>>;

/**
 * Loads a module of the user's project the way its own imports would, so that
 * it is never there twice. Whatever compiles TypeScript in this process
 * (ts-node, tsx, jest) hooks into both ways.
 */
export async function loadModule(file: string): Promise<ModuleExports> {
  const [first, second] = (await isEsModule(file))
    ? [importModule, requireModule]
    : [requireModule, importModule];
  try {
    return await first(file);
  } catch (error) {
    if (!isOtherWayOpen(error)) throw error;
    return second(file);
  }
}

async function importModule(file: string): Promise<ModuleExports> {
  return (await import(pathToFileURL(file).href)) as ModuleExports;
}

function requireModule(file: string): ModuleExports {
  return createRequire(file)(file) as ModuleExports;
}

/** Node's answers to `require` of an ES module, which differ by version, and to `import` where jest has switched it off. */
function isOtherWayOpen(error: unknown): boolean {
  const codes: readonly unknown[] = [
    "ERR_REQUIRE_ESM",
    "ERR_REQUIRE_ASYNC_MODULE",
    "ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING_FLAG",
  ];
  return (
    error instanceof Error && "code" in error && codes.includes(error.code)
  );
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
