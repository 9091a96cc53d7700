import { runInThisContext } from "node:vm";
import ts from "typescript";
import * as api from "../../lib/migration/index";
import type { Migration } from "../../lib/migration/index";

/** The migration that the text of a file describes. */
export function evaluateMigration(text: string): Migration {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
    },
  });
  const run = runInThisContext(
    `(function (require, exports) {${outputText}\n})`,
  ) as (require: () => unknown, exports: object) => void;
  const exports: { default?: Migration } = {};
  run(() => api, exports);
  if (exports.default === undefined)
    throw new Error(`No default export:\n${text}`);
  return exports.default;
}
