import { register } from "node:module";
import { pathToFileURL } from "node:url";

/**
 * What is common to both ways: arx's own compiler, whatever TypeScript the
 * project has, and options of its own, so that no tsconfig.json can turn the
 * decorators off. Types are not checked: that is the editor's and CI's work.
 */
const compilerOptions = {
  target: "es2022",
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  esModuleInterop: true,
};

/** Errors about options that TypeScript 6 raises and that mean nothing without type checks: rootDir, node10. */
const ignoredDiagnostics = [5011, 5107];

let isCommonJsReady = false;
let isEsmReady = false;

/** Makes `require` take TypeScript. */
export async function enableCommonJsTypeScript(): Promise<void> {
  if (isCommonJsReady) return;
  isCommonJsReady = true;
  // Loaded here and not above: a command that needs no TypeScript must not wait for the compiler.
  const tsNode = await import("ts-node");
  tsNode.register({
    compiler: require.resolve("typescript"),
    compilerOptions: { ...compilerOptions, module: "commonjs" },
    transpileOnly: true,
    skipProject: true,
    experimentalResolver: true,
    preferTsExts: true,
    ignoreDiagnostics: ignoredDiagnostics,
  });
}

/** Makes `import` take TypeScript, in projects whose package.json says `"type": "module"`. */
export function enableEsmTypeScript(): void {
  if (isEsmReady) return;
  isEsmReady = true;
  // The loader runs in a thread of its own, which takes its options from the environment.
  Object.assign(process.env, {
    TS_NODE_COMPILER: require.resolve("typescript"),
    TS_NODE_COMPILER_OPTIONS: JSON.stringify({
      ...compilerOptions,
      module: "nodenext",
      moduleResolution: "nodenext",
    }),
    TS_NODE_TRANSPILE_ONLY: "true",
    TS_NODE_SKIP_PROJECT: "true",
    TS_NODE_EXPERIMENTAL_RESOLVER: "true",
    TS_NODE_PREFER_TS_EXTS: "true",
    TS_NODE_IGNORE_DIAGNOSTICS: ignoredDiagnostics.join(","),
  });
  register("ts-node/esm", pathToFileURL(__filename));
}
