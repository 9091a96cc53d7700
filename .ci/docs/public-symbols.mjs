// Every name that a program can import from arx, and the members of the classes and interfaces among them.
import { createRequire } from "node:module";
import { relative, resolve, sep } from "node:path";
import { entryPoints } from "./entry-points.mjs";

const ts = createRequire(import.meta.url)("typescript");

/** What the compiler computes with: nobody writes or reads these names. */
const machinery = [
  "lib/ast/",
  "lib/typing/column-types.ts",
  "lib/typing/quick-options.ts",
];

/**
 * The exported symbols, and the classes and interfaces that their signatures
 * name and that cannot be imported: by what they are imported, their name,
 * declarations and members.
 */
export function listPublicSymbols(program) {
  const checker = program.getTypeChecker();
  const found = new Map();
  for (const [entry, file] of entryPoints) {
    for (const [name, symbol] of listExports(program, resolve(file)))
      if (!found.has(symbol)) found.set(symbol, { entry, name, symbol });
  }
  // The map grows while it is walked: what is reached leads further.
  for (const { entry, symbol } of found.values())
    for (const reached of listReached(symbol, checker))
      if (!found.has(reached))
        found.set(reached, {
          entry,
          name: reached.name,
          symbol: reached,
          isReached: true,
        });
  const listed = new Set();
  return [...found.values()].map(
    ({ entry, name, symbol, isReached = false }) => ({
      entry,
      name,
      isExported: !isReached,
      declarations: firstOfEachKind(symbol.declarations ?? []),
      members: listMembers(symbol, checker).filter(
        ({ node }) => !listed.has(node) && listed.add(node) !== undefined,
      ),
    }),
  );
}

/** The names that a module exports to programs, of which some may be types only. */
export function listExports(program, file) {
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(file));
  return new Map(
    checker
      .getExportsOfModule(symbol)
      .filter((exported) => !exported.declarations?.some(isInternalExport))
      .map((exported) => [exported.name, unalias(exported, checker)]),
  );
}

/** Whether it stands in an `export { … }` for arx itself. */
function isInternalExport(node) {
  const statement = ts.isExportSpecifier(node) ? node.parent.parent : node;
  return (statement.jsDoc ?? []).some(({ tags }) =>
    tags?.some(({ tagName }) => tagName.text === "internal"),
  );
}

/** The place of a node for messages: `lib/database/sql.ts:12`. */
export function placeOf(node) {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return `${pathOf(node)}:${line + 1}`;
}

function pathOf(node) {
  return relative(".", node.getSourceFile().fileName);
}

function unalias(symbol, checker) {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0
    ? symbol
    : checker.getAliasedSymbol(symbol);
}

/** Overloads share the comment of the first; a name that is a type and a value is documented as each. */
function firstOfEachKind(declarations) {
  const kinds = new Set();
  return declarations.filter(
    ({ kind }) => !kinds.has(kind) && kinds.add(kind) !== undefined,
  );
}

/** Also what comes from a base that has no public name of its own. */
function listMembers(symbol, checker) {
  const isObject = (symbol.declarations ?? []).some(
    (node) => ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node),
  );
  if (!isObject) return [];
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const bases = checker.getBaseTypes(type) ?? [];
  return [
    ...(symbol.exports?.values() ?? []),
    ...checker.getPropertiesOfType(type),
  ].flatMap((member) => {
    const [node] = member.declarations ?? [];
    const isSaidByBase = bases.some((base) =>
      checker
        .getPropertyOfType(base, member.name)
        ?.declarations?.every((declaration) => declaration !== node),
    );
    return node === undefined || isSaidByBase || !isPublic(node)
      ? []
      : [{ name: member.name, node, isMethod: isMethod(node) }];
  });
}

/** The classes and interfaces that the signatures of a symbol name, by themselves or behind an alias. */
function listReached(symbol, checker) {
  const reached = new Set();
  const aliases = new Set();
  const visit = (node) => {
    const named = ts.isTypeReferenceNode(node)
      ? checker.getSymbolAtLocation(node.typeName)
      : undefined;
    if (named !== undefined) reach(unalias(named, checker));
    ts.forEachChild(node, visit);
  };
  const reach = (target) => {
    const alias = target.declarations?.find(ts.isTypeAliasDeclaration);
    if (alias === undefined) {
      const isMachinery = target.declarations?.some((node) =>
        machinery.some((path) => pathOf(node).startsWith(path)),
      );
      if (!isMachinery && listMembers(target, checker).length > 0)
        reached.add(target);
    } else if (isOurs(alias) && !aliases.has(alias)) {
      aliases.add(alias);
      visit(alias.type);
    }
  };
  const nodes = [
    ...(symbol.declarations ?? []).filter(
      (node) =>
        ts.isFunctionDeclaration(node) || ts.isTypeAliasDeclaration(node),
    ),
    ...listMembers(symbol, checker).map(({ node }) => node),
  ];
  for (const node of nodes)
    for (const part of [...(node.parameters ?? []), node.type])
      if (part !== undefined) visit(part);
  return reached;
}

function isOurs(node) {
  return node.getSourceFile().fileName.startsWith(resolve("lib") + sep);
}

function isPublic(node) {
  const hidden =
    ts.ModifierFlags.Private |
    ts.ModifierFlags.Protected |
    ts.ModifierFlags.Override;
  return (
    isOurs(node) &&
    node.name !== undefined &&
    (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) &&
    (ts.getCombinedModifierFlags(node) & hidden) === 0 &&
    !ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "internal")
  );
}

function isMethod(node) {
  return ts.isMethodDeclaration(node) || ts.isMethodSignature(node);
}
