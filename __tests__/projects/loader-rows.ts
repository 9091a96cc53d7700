import { pathToFileURL } from "node:url";
import type { RunningOptions } from "../support/project";
import {
  config,
  javascriptModels,
  migrationAndSeed,
  typescriptModels,
} from "./loader-files";
import type { Format } from "./loader-files";

/** A project of a user whose files the command must load. */
export interface LoaderRow {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The TypeScript in the project's node_modules; none unless said. */
  readonly typescript?: "typescript-5.9" | "typescript" | "typescript-7";
  readonly running?: RunningOptions;
  /** Whether its migration is applied and its seed run as well. */
  readonly runs: boolean;
}

const packageJson = (type?: string): string =>
  JSON.stringify({ name: "project", type });

const tsconfig = (
  compilerOptions: object,
  more: object = {},
): Readonly<Record<string, string>> => ({
  // tsconfig.json may hold comments.
  "tsconfig.json": `// The project's own\n${JSON.stringify({ compilerOptions, ...more })}`,
});

const withSuffix = (file: string): string => `${file}.js`;
const bare = (file: string): string => file;
/** Everything under the root of the project as "@app/…"; the two files of models import each other by it. */
const aliased =
  (suffix: string) =>
  (file: string): string =>
    `@app/models/${file.replace(/^\.\/|^(\.\.\/)+/, "")}${suffix}`;

const patterns = "models/**/*";

interface Kinds {
  readonly type?: "commonjs" | "module";
  readonly extension: string;
  readonly format: Format;
}

/** A project whose files all have one extension. */
function uniform(
  { type, extension, format }: Kinds,
  models: Readonly<Record<string, string>>,
  user: string,
): Readonly<Record<string, string>> {
  return {
    "package.json": packageJson(type),
    [`arx.config.${extension}`]: config(format, patterns),
    ...models,
    ...migrationAndSeed(extension, format, user),
  };
}

/** Files in TypeScript: what package.json, tsconfig.json and the installed compiler say, in covering pairs. */
const typescript: readonly LoaderRow[] = [
  {
    name: ".ts, no type, no tsconfig.json, no TypeScript, no suffixes",
    files: uniform(
      { extension: "ts", format: "typed" },
      typescriptModels("ts", bare),
      "../models/user",
    ),
    runs: true,
  },
  {
    name: '.ts, "commonjs", nodenext, TypeScript 5.9, .js suffixes',
    files: {
      ...uniform(
        { type: "commonjs", extension: "ts", format: "typed" },
        typescriptModels("ts", withSuffix),
        "../models/user.js",
      ),
      ...tsconfig({ module: "nodenext", experimentalDecorators: true }),
    },
    typescript: "typescript-5.9",
    runs: true,
  },
  {
    name: '.ts, "module", nodenext, TypeScript 7, .js suffixes',
    files: {
      ...uniform(
        { type: "module", extension: "ts", format: "typed" },
        typescriptModels("ts", withSuffix),
        "../models/user.js",
      ),
      ...tsconfig({ module: "nodenext", verbatimModuleSyntax: true }),
    },
    typescript: "typescript-7",
    runs: true,
  },
  {
    name: '.ts, "module", esnext with bundler, TypeScript 6, no suffixes',
    files: {
      ...uniform(
        { type: "module", extension: "ts", format: "typed" },
        typescriptModels("ts", bare),
        "../models/user",
      ),
      ...tsconfig({ module: "esnext", moduleResolution: "bundler" }),
    },
    typescript: "typescript",
    runs: true,
  },
  {
    name: ".ts, no type, esnext with bundler, TypeScript 7, aliases by paths in an extended file",
    files: {
      ...uniform(
        { extension: "ts", format: "typed" },
        typescriptModels("ts", aliased("")),
        "@app/models/user",
      ),
      "config/base.json": JSON.stringify({
        compilerOptions: { paths: { "@app/*": ["../*"] } },
      }),
      ...tsconfig(
        { module: "esnext", moduleResolution: "bundler" },
        { extends: "./config/base.json" },
      ),
    },
    typescript: "typescript-7",
    runs: true,
  },
  {
    name: '.ts, "module", nodenext, no TypeScript, aliases by paths, with suffixes',
    files: {
      ...uniform(
        { type: "module", extension: "ts", format: "typed" },
        typescriptModels("ts", aliased(".js")),
        "@app/models/user.js",
      ),
      ...tsconfig({ module: "nodenext", paths: { "@app/*": ["./*"] } }),
    },
    runs: true,
  },
  {
    name: '.ts, "commonjs", commonjs with baseUrl, TypeScript 5.9',
    files: {
      ...uniform(
        { type: "commonjs", extension: "ts", format: "typed" },
        typescriptModels("ts", (file) =>
          aliased("")(file).replace("@app/", ""),
        ),
        "models/user",
      ),
      ...tsconfig({ module: "commonjs", baseUrl: "." }),
    },
    typescript: "typescript-5.9",
    runs: false,
  },
  {
    name: '.mts, "commonjs", TypeScript 6',
    files: uniform(
      { type: "commonjs", extension: "mts", format: "typed" },
      typescriptModels("mts", (file) => `${file}.mjs`),
      "../models/user.mjs",
    ),
    typescript: "typescript",
    runs: true,
  },
  {
    name: '.cts, "module", no TypeScript',
    files: uniform(
      { type: "module", extension: "cts", format: "typed" },
      typescriptModels("cts", (file) => `${file}.cjs`),
      "../models/user.cjs",
    ),
    runs: true,
  },
];

const javascript: readonly LoaderRow[] = (
  [
    [{ extension: "js", format: "require" }, "../models/user"],
    [
      { type: "module", extension: "js", format: "import" },
      "../models/user.js",
    ],
    [
      { type: "commonjs", extension: "mjs", format: "import" },
      "../models/user.mjs",
    ],
    [
      { type: "module", extension: "cjs", format: "require" },
      "../models/user.cjs",
    ],
  ] satisfies [Kinds, string][]
).map(([kinds, user]) => ({
  name: `.${kinds.extension}, ${"type" in kinds ? JSON.stringify(kinds.type) : "no type"}`,
  files: uniform(
    kinds,
    javascriptModels(kinds.extension, kinds.format === "import"),
    user,
  ),
  runs: true,
}));

const tsx = pathToFileURL(require.resolve("tsx")).href;

const shared = typescriptModels("ts", bare);

/** What else projects have. */
const special: readonly LoaderRow[] = [
  {
    name: "arx.config.json, and Windows' line endings with a byte order mark",
    files: Object.fromEntries(
      Object.entries({
        "package.json": packageJson(),
        "arx.config.json": `{ "models": ["${patterns}"] }`,
        ...shared,
      }).map(([file, text]) => [
        file,
        file.endsWith(".ts") ? `\uFEFF${text.replaceAll("\n", "\r\n")}` : text,
      ]),
    ),
    runs: false,
  },
  {
    name: "a configuration that waits at its top, reads JSON and imports a model",
    files: {
      "package.json": packageJson("module"),
      "names.json": '{ "models": "models/**/*.ts" }',
      "arx.config.ts": `import { readFile } from "node:fs/promises";
import { defineConfig } from "arx";
import names from "./names.json" with { type: "json" };
import { User } from "./models/user.js";
const text = await readFile(new URL("./names.json", import.meta.url), "utf8");
if (text !== JSON.stringify(names).replace(":", ": ").replace("{", "{ ").replace("}", " }")) throw new Error(text);
export default defineConfig({ models: [names.models, import.meta.dirname + "/" + User.name.toLowerCase() + ".ts"] });
`,
      ...typescriptModels("ts", withSuffix),
    },
    runs: false,
  },
  {
    name: "JSON in CommonJS",
    files: {
      "package.json": packageJson(),
      "names.json": '{ "models": "models/**/*.ts" }',
      "arx.config.ts": `import { defineConfig } from "arx";
import names from "./names.json";
export default defineConfig({ models: [names.models] });
`,
      ...shared,
    },
    runs: false,
  },
  {
    name: "a monorepo: the configuration in a package, node_modules above, a model in another package",
    files: {
      "package.json": JSON.stringify({ workspaces: ["packages/*"] }),
      "packages/people/package.json": JSON.stringify({
        name: "people",
        exports: "./user.ts",
      }),
      "packages/people/user.ts": (shared["models/user.ts"] ?? "").replace(
        "./content/text/long/post",
        "../app/models/content/text/long/post",
      ),
      "packages/app/package.json": packageJson(),
      "packages/app/arx.config.ts": config("typed", "models/**/*.ts"),
      "packages/app/models/content/text/long/post.ts": (
        shared["models/content/text/long/post.ts"] ?? ""
      ).replace("../../../user", "people"),
      "node_modules/people": "-> packages/people",
    },
    running: { in: "packages/app/models" },
    runs: false,
  },
  ...["commonjs", "module"].map((type): LoaderRow => ({
    name: `under tsx, ${JSON.stringify(type)}`,
    files: {
      "package.json": packageJson(type),
      ...tsconfig({ experimentalDecorators: true }),
      "arx.config.ts": config("typed", patterns),
      ...Object.fromEntries(
        Object.entries(typescriptModels("ts", withSuffix)).map(
          // tsx writes no metadata.
          ([file, text]) => [
            file,
            text.replace("@Column()", '@Column({ type: "text" })'),
          ],
        ),
      ),
    },
    running: { env: { NODE_OPTIONS: `--import ${tsx}` } },
    runs: false,
  })),
];

export const loaderRows: readonly LoaderRow[] = [
  ...typescript,
  ...javascript,
  ...special,
];
