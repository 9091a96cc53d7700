// Makes a module of an example: imports what it names and does not declare, so that a comment need not say it.
//
// Names come from arx, from the models of __tests__/docs/models.ts and from the values of __tests__/docs/values.ts.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { entryPoints } from "./entry-points.mjs";
import { listExports } from "./public-symbols.mjs";
import { parse } from "./syntax.mjs";

const ts = createRequire(import.meta.url)("typescript");
const models = resolve("__tests__/docs/models.ts");
const valuesFile = resolve("__tests__/docs/values.ts");

/** The files that examples rely on. */
export const preludes = [models, valuesFile];

/** Gives each example its path and its head: one line that stands before its first. */
export function completeExamples(program, examples) {
  const sources = new Map([
    ["../models", listExports(program, models)],
    ...[...entryPoints].map(([entry, file]) => [
      entry,
      listExports(program, resolve(file)),
    ]),
  ]);
  const checker = program.getTypeChecker();
  const type = checker.getDeclaredTypeOfSymbol(
    listExports(program, valuesFile).get("Values"),
  );
  const names = new Set(
    checker.getPropertiesOfType(type).map(({ name }) => name),
  );
  return examples.map((example, index) => ({
    ...example,
    path: resolve("__tests__/docs/.examples", `example-${String(index)}.ts`),
    ...headOf(example.text, example.entry, sources, names),
  }));
}

/** @param entry what the documented name is imported from: it wins where two entry points have a name in common */
function headOf(text, entry, sources, valueNames) {
  const file = parse(text);
  const { used, declared } = readNames(file);
  const free = [...used].filter((name) => !declared.has(name));
  const modules = [...sources.keys()].sort(
    (left, right) => Number(right === entry) - Number(left === entry),
  );
  const values = free.filter((name) => valueNames.has(name));
  const lines = free.flatMap((name) => {
    if (values.includes(name))
      return [`declare const ${name}: import("../values").Values["${name}"];`];
    const from = modules.find((module) => sources.get(module).has(name));
    if (from === undefined) return [];
    const isValue =
      (sources.get(from).get(name).flags & ts.SymbolFlags.Value) !== 0;
    return [`import ${isValue ? "" : "type "}{ ${name} } from "${from}";`];
  });
  return { head: lines.join(" "), values };
}

function readNames(file) {
  const used = new Set();
  const declared = new Set();
  const visit = (node) => {
    if (ts.isIdentifier(node) && !isMemberName(node))
      (isDeclared(node) ? declared : used).add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { used, declared };
}

/** The `name` of `city.name` and of `{ name: "Bonn" }` is no name of the module. */
function isMemberName(node) {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isPropertySignature(parent)) &&
    parent.name === node
  );
}

function isDeclared(node) {
  const { parent } = node;
  return (
    parent.name === node &&
    (ts.isVariableDeclaration(parent) ||
      ts.isBindingElement(parent) ||
      ts.isParameter(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isInterfaceDeclaration(parent) ||
      ts.isTypeAliasDeclaration(parent) ||
      ts.isImportSpecifier(parent) ||
      ts.isImportClause(parent))
  );
}
