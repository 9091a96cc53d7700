import { readFile } from "node:fs/promises";
import type { LoadHook, ResolveHook } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createCompiler } from "./create-compiler";
import { isEsModule, isTypeScript, resolveImport } from "./resolve-import";

// Node's loader of ES modules runs this file in a thread of its own: see `module.register`.

const compiler = createCompiler("esnext");

/** Finds what TypeScript would find; Node finds the rest. */
export const resolve: ResolveHook = (specifier, context, next) => {
  const { parentURL = "" } = context;
  const found = parentURL.startsWith("file:")
    ? resolveImport(specifier, fileURLToPath(parentURL))
    : undefined;
  return next(
    found === undefined ? specifier : pathToFileURL(found).href,
    context,
  );
};

/** Compiles TypeScript; what is CommonJS goes to `require`, which compiles it on its own. */
export const load: LoadHook = async (url, context, next) => {
  const file = url.startsWith("file:") ? fileURLToPath(url) : "";
  if (!isTypeScript(file)) return next(url, context);
  if (!isEsModule(file)) return { format: "commonjs", shortCircuit: true };
  const source = compile(await readFile(file, "utf8"), file);
  return { format: "module", source, shortCircuit: true };
};

/** An error of the compiler's own class does not survive the way to the main thread. */
function compile(text: string, file: string): string {
  try {
    return compiler.compile(text, file);
  } catch (error) {
    // eslint-disable-next-line preserve-caught-error -- it is the cause that would not survive
    throw new SyntaxError(
      error instanceof Error ? error.message : String(error),
    );
  }
}
