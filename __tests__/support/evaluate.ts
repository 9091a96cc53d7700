import ts from "typescript";
import * as api from "../../lib/migration/index";
import type { Migration } from "../../lib/migration/index";

/** The migration that the text of a file describes. */
export function evaluateMigration(text: string): Migration {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: { default?: Migration } = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is a module
  new Function("require", "exports", outputText)(() => api, exports);
  if (exports.default === undefined) throw new Error(`No default export:\n${text}`);
  return exports.default;
}
