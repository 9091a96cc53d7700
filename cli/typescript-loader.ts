import Module, { register } from "node:module";
import { pathToFileURL } from "node:url";

/** What Node does not document and every compiler of modules hooks into. */
interface CommonJsLoader {
  readonly _extensions: Readonly<Record<string, unknown>>;
  _resolveFilename: (
    request: string,
    parent: { readonly filename?: string | null } | undefined,
    ...rest: unknown[]
  ) => string;
}

const loader = Module as unknown as CommonJsLoader;

let commonJs: Promise<void> | undefined;
let isEsmReady = false;

/**
 * Makes `require` take TypeScript, and `import` as well where it is asked for.
 * Where tsx or ts-node does so already the project has chosen its compiler;
 * what Node itself does to TypeScript is not among its extensions.
 */
export async function enableTypeScript(options: {
  readonly inEsModules: boolean;
}): Promise<void> {
  if (commonJs === undefined && ".ts" in loader._extensions) return;
  await (commonJs ??= enableInCommonJs());
  if (options.inEsModules && !isEsmReady) enableInEsModules();
}

async function enableInCommonJs(): Promise<void> {
  // Loaded here and not above: a command that needs no TypeScript must not wait for the compiler.
  const tsNode = await import("ts-node");
  const { compilerOptionsFor } = await import("./create-compiler.js");
  const { resolveImport } = await import("./resolve-import.js");
  tsNode.register(compilerOptionsFor("commonjs"));
  const resolveFilename = loader._resolveFilename;
  loader._resolveFilename = function (request, parent, ...rest) {
    const importer = parent?.filename;
    const found = importer ? resolveImport(request, importer) : undefined;
    return found ?? resolveFilename.call(this, request, parent, ...rest);
  };
}

function enableInEsModules(): void {
  isEsmReady = true;
  register("./esm-hooks.js", pathToFileURL(__filename));
  // The compiler of ES modules runs in another thread, and ts-node in this one knows nothing of its source maps. Node
  // maps traces of both by what compilers write into the files, unless somebody else prepares them.
  process.setSourceMapsEnabled(true);
  Reflect.deleteProperty(Error, "prepareStackTrace");
}
