import { runInThisContext } from "node:vm";
import { MigrationError } from "../errors/migration-error";
import { isMigration, migration } from "./migration";
import type { Migration } from "./migration";

/**
 * The migration that the text of a generated file describes, before there is a
 * file. Such a text imports nothing but `migration`.
 */
export async function evaluateMigration(text: string): Promise<Migration> {
  // Loaded here and not above: the compiler takes a fifth of a second that only `generate` needs.
  const { default: ts } = await import("typescript");
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
    },
  });
  const run = runInThisContext(
    `(function (require, exports) {${outputText}\n})`,
  ) as (require: () => unknown, exports: object) => void;
  const exports: { default?: unknown } = {};
  run(() => ({ migration }), exports);
  if (isMigration(exports.default)) return exports.default;
  throw new MigrationError("The rendered text is no migration.", undefined);
}
