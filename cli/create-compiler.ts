import { create } from "ts-node";
import type { CreateOptions, Service } from "ts-node";

/**
 * Options for both kinds of modules: arx's own compiler, whatever TypeScript
 * the project has, and options of its own, so that no tsconfig.json can turn
 * the decorators off. Types are not checked: that is the editor's and CI's work.
 */
export function compilerOptionsFor(
  module: "commonjs" | "esnext",
): CreateOptions {
  return {
    compiler: require.resolve("typescript"),
    compilerOptions: {
      target: "es2022",
      module,
      moduleResolution: "bundler",
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      esModuleInterop: true,
    },
    transpileOnly: true,
    skipProject: true,
    preferTsExts: true,
    // About rootDir: TypeScript 6 raises it for files in subfolders, and it means nothing here.
    ignoreDiagnostics: [5011],
  };
}

/** A compiler that is not hooked into anything. */
export function createCompiler(module: "commonjs" | "esnext"): Service {
  return create(compilerOptionsFor(module));
}
