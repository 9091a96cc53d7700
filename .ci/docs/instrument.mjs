// Makes JavaScript of an example: code that can be run inside a function, and that tells the values it shows.
import { createRequire } from "node:module";
import { parse } from "./syntax.mjs";

const ts = createRequire(import.meta.url)("typescript");

/**
 * The code of a module. It calls `$declare` after its imports and classes, when
 * it goes on to use them, and `$tell` with each value that it shows.
 */
export function instrument({ head = "", text }, values) {
  const insertions = values.flatMap(({ name, start, end }, index) =>
    name === undefined
      ? [
          { at: start, text: `$tell(${index}, ` },
          { at: end, text: ")" },
        ]
      : [{ at: end, text: ` $tell(${index}, ${name});` }],
  );
  const at = endOfDeclarations(text);
  if (at !== undefined && /\bawait /.test(text))
    insertions.push({ at, text: "; await $declare();" });
  // A page ends with `void main();`, and here the end is waited for.
  for (const node of parse(text).statements)
    if (ts.isExpressionStatement(node) && ts.isVoidExpression(node.expression))
      insertions.push({ at: node.expression.expression.pos, text: " await" });
  const whole = insertions
    .sort((left, right) => right.at - left.at)
    .reduce(
      (code, { at, text: added }) => code.slice(0, at) + added + code.slice(at),
      text,
    );
  return transpile(`${head} ${whole}`);
}

/** JavaScript that `require` can load. */
export function transpile(text) {
  return ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      esModuleInterop: true,
    },
  }).outputText;
}

function endOfDeclarations(text) {
  const last = parse(text)
    .statements.filter(
      (node) => ts.isClassDeclaration(node) || ts.isImportDeclaration(node),
    )
    .at(-1);
  return last?.end;
}
