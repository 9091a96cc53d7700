import { enableTypeScript } from "./typescript-loader";

/** What a file of the project exports. */
export type Exports = Readonly<Record<string, unknown>>;

/**
 * Loads a file of the project, TypeScript or JavaScript, CommonJS or ES module,
 * in the way the project itself would: `import "arx"` there and here are one package.
 */
export async function loadModule(file: string): Promise<Exports> {
  const lib = await import("../lib/index.js");
  if (/\.[cm]?ts$/.test(file))
    await enableTypeScript({ inEsModules: await lib.isEsModule(file) });
  return lib.loadModule(file);
}
