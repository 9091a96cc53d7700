import { ownDirectory } from "./version";

/** Raised when a file of the project cannot be read by the compiler, or throws while it is loaded. */
export class LoadError extends Error {
  readonly code = "LOAD_FAILED";
  readonly hint: string;

  constructor(file: string, cause: unknown) {
    const problem = describe(cause);
    super(`${file} cannot be loaded: ${problem}`, { cause });
    this.hint =
      findHint(problem) ??
      findPlace(cause) ??
      "With --verbose you see where it comes from.";
  }
}

/** Without the sign that ts-node puts before what the compiler says, and Node's list of who required whom. */
function describe(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text
    .replace(/^⨯ /, "")
    .replace(/\nRequire stack:[^]*$/, "")
    .trim();
}

/** The first line of the stack that is the project's own. */
function findPlace(thrown: unknown): string | undefined {
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  const places = stack.matchAll(
    /^ +at (?:.*\()?((?:file:\/\/)?\/[^()\n]+:\d+:\d+)\)?$/gm,
  );
  const own = [...places]
    .map(([, place = ""]) => place.replace(/^file:\/\//, ""))
    .find(
      (place) =>
        !place.includes("/node_modules/") && !place.startsWith(ownDirectory),
    );
  return own === undefined ? undefined : `It was thrown at ${own}.`;
}

/** What Node says of mistakes that the kind of module explains, and what to write. */
const hints: readonly (readonly [
  problem: RegExp,
  hint: (name: string) => string,
])[] = [
  [
    /^Cannot access '(\w+)' before initialization/,
    (name) =>
      `Two files import each other. Where ${name} is the type of a field, write Relate<${name}> or HasMany<${name}>; in the decorator, () => ${name}.`,
  ],
  [
    /^Cannot find (?:module|package) '((?:@[^/']+\/)?[^./'@][^/']*)/,
    (name) => `Install it: npm install ${name}`,
  ],
  [
    /^Cannot find module '([^']+)'/,
    (name) => `Correct the path: there is no file ${name}.`,
  ],
  [
    /^Class extends value undefined/,
    () =>
      "Two files import each other, and one extends a class of the other: move the class that is extended to a file of its own.",
  ],
  [
    /does not provide an export named '(\w+)'/,
    (name) =>
      `Where ${name} is a type and no value, write import type { ${name} }.`,
  ],
  [
    // Node takes the file for an ES module because of these words, but it was compiled to CommonJS.
    /^exports is not defined in ES module scope$|ESM graph with top-level await/,
    () =>
      'import.meta, and await at the top of a file, are for ES modules: write "type": "module" in package.json, or give the file the ending .mts.',
  ],
  [
    // esbuild's words, and so tsx's, under which the command may run.
    /Decorators are not valid here/,
    () =>
      'The decorators are TypeScript\'s own: set "experimentalDecorators" to true in tsconfig.json, which tsx and esbuild read.',
  ],
  [
    // A ts-node that the project has set up, with TypeScript 6.
    /error TS5011:/,
    () =>
      'Write "ts-node": { "ignoreDiagnostics": [5011] } into tsconfig.json, beside "compilerOptions".',
  ],
  [
    /^(require|module|__dirname|__filename) is not defined/,
    () =>
      "That is for CommonJS: give the file the ending .cts or .cjs, or write import and export.",
  ],
];

function findHint(problem: string): string | undefined {
  for (const [pattern, hint] of hints) {
    const found = pattern.exec(problem);
    if (found !== null) return hint(found[1] ?? "");
  }
  return undefined;
}
