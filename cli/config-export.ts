import { isModuleNamespaceObject } from "node:util/types";
import type { Exports } from "./load-module";

/**
 * What a configuration file exports: the default export, or in CommonJS the
 * exports themselves.
 * @throws ConfigError when it is no object
 */
export async function readConfigExport(
  exports: Exports,
  file: string,
): Promise<object> {
  const isEsModule =
    isModuleNamespaceObject(exports) || "__esModule" in exports;
  const exported =
    isEsModule || "default" in exports ? exports["default"] : exports;
  if (typeof exported === "object" && exported !== null) return exported;
  const { ConfigError } = await import("../lib/index.js");
  const found =
    exported === undefined
      ? "has no default export"
      : "exports something that is no configuration";
  throw new ConfigError(`${file} ${found}.`, {
    hint: 'Write: export default defineConfig({ database: "pglite:.arx/data", models: ["models/**/*.ts"] });',
  });
}
