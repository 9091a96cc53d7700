// Compiles modules that exist in documentation only, strictly, as TypeScript 6 does.
import { createRequire } from "node:module";
import { createProgram } from "./program.mjs";

const ts = createRequire(import.meta.url)("typescript");

/**
 * What the compiler says of each module, by the place in the documentation.
 * @param modules their absolute path, text, and the file and line that they come from
 */
export function compileModules(modules, previous) {
  const texts = new Map(
    modules.map(({ path, head = "", text }) => [
      path,
      // The head stands before the first line, so that the others keep their number.
      `${head}${head === "" ? "" : " "}${text}\nexport {};\n`,
    ]),
  );
  const program = createProgram([...texts.keys()], texts, previous);
  return modules.flatMap(({ path, file, line }) => {
    const source = program.getSourceFile(path);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map((diagnostic) => {
      const start = source.getLineAndCharacterOfPosition(diagnostic.start);
      const message = ts.flattenDiagnosticMessageText(
        diagnostic.messageText,
        "\n  ",
      );
      return `${file}:${line + start.line} TS${diagnostic.code}: ${message}`;
    });
  });
}
