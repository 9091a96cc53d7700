import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync as transformBySwc } from "@swc/core";
import type { JscTarget } from "@swc/core";
import { buildSync, transformSync } from "esbuild";
import type { BuildOptions } from "esbuild";
import { expectOutput } from "./run-node";
import { compileEach } from "./toolchain";
import type { ModuleType, Toolchain } from "./toolchain";

/** The tools are those of the repository, wherever the project lies. */
const { resolve } = createRequire(__filename);
const urlOf = (specifier: string): string =>
  pathToFileURL(resolve(specifier)).href;

const types: readonly ModuleType[] = ["commonjs", "module"];
const defines: readonly boolean[] = [true, false];

interface Fields {
  readonly target: JscTarget;
  readonly useDefineForClassFields: boolean;
}

function describe(
  tool: string,
  type: ModuleType,
  { target, useDefineForClassFields }: Fields,
): string {
  const format = type === "module" ? "ES modules" : "CommonJS";
  const define = useDefineForClassFields ? "with" : "without";
  return `${tool}, ${format}, ${target} ${define} define`;
}

/** TypeScript itself, old settings and new: any two of compiler, format, target and define meet. */
const typescript = Object.entries({
  "5.9": resolve("typescript-5.9/bin/tsc"),
  "6.0": resolve("typescript/bin/tsc"),
  "7.0": join(dirname(resolve("typescript-7/package.json")), "bin/tsc"),
}).flatMap(([version, compiler]) => {
  const isOld = version === "5.9";
  const commonjs = isOld
    ? { module: "commonjs", moduleResolution: "node10" }
    : { module: "nodenext" };
  const module = isOld
    ? { module: "nodenext" }
    : { module: "esnext", moduleResolution: "bundler" };
  const settings: readonly [ModuleType, object, Fields][] = [
    ["commonjs", commonjs, { target: "es2022", useDefineForClassFields: true }],
    ["module", module, { target: "es2017", useDefineForClassFields: true }],
    ["module", module, { target: "es2022", useDefineForClassFields: false }],
    [
      "commonjs",
      commonjs,
      { target: "es2017", useDefineForClassFields: false },
    ],
  ];
  return settings.map(([type, moduleOptions, fields]): Toolchain => ({
    name: describe(`TypeScript ${version}`, type, fields),
    type,
    // Types are checked where it costs nothing more: by ts-node below, and with the whole suite.
    options: { ...moduleOptions, ...fields, noCheck: true, outDir: "out" },
    hasMetadata: true,
    compile: (project) => expectOutput([compiler, "-p", "."], { cwd: project }),
    words: ["out/main.js"],
  }));
});

const swc = types.flatMap((type) =>
  defines.map((useDefineForClassFields): Toolchain => {
    const target = useDefineForClassFields ? "es2022" : "es2017";
    const options: Fields = { target, useDefineForClassFields };
    return {
      name: describe("SWC", type, options),
      type,
      options: {},
      hasMetadata: true,
      compile: (project) =>
        compileEach(
          project,
          (text) =>
            transformBySwc(text, {
              swcrc: false,
              jsc: {
                target,
                parser: { syntax: "typescript", decorators: true },
                transform: {
                  legacyDecorator: true,
                  decoratorMetadata: true,
                  useDefineForClassFields,
                },
              },
              module: { type: type === "module" ? "es6" : "commonjs" },
            }).code,
        ),
      words: ["main.js"],
    };
  }),
);

const esbuild = types.flatMap((type) =>
  defines.map((useDefineForClassFields): Toolchain => {
    const target = useDefineForClassFields ? "es2022" : "es2017";
    const options: Fields = { target, useDefineForClassFields };
    return {
      name: describe("esbuild", type, options),
      type,
      options: {},
      hasMetadata: false,
      compile: (project) =>
        compileEach(
          project,
          (text) =>
            transformSync(text, {
              loader: "ts",
              format: formatOf(type),
              platform: "node",
              keepNames: true,
              target,
              tsconfigRaw: {
                compilerOptions: {
                  experimentalDecorators: true,
                  useDefineForClassFields,
                },
              },
            }).code,
        ),
      words: ["main.js"],
    };
  }),
);

const formatOf = (type: ModuleType): "cjs" | "esm" =>
  type === "module" ? "esm" : "cjs";

/** One file, in which `keepNames` saves the names that tables are called by. */
const bundles = types.map((type): Toolchain => ({
  name: `esbuild, bundled and minified, ${type === "module" ? "an ES module" : "CommonJS"}`,
  type,
  options: {},
  hasMetadata: false,
  compile: (project) =>
    bundle(project, { format: formatOf(type), keepNames: true }),
  words: ["bundle.js"],
}));

/** Bundles a project as for a server that has arx installed. */
function bundle(project: string, options: BuildOptions): Promise<unknown> {
  buildSync({
    absWorkingDir: project,
    entryPoints: ["main.ts"],
    outfile: "bundle.js",
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    packages: "external",
    ...options,
  });
  return Promise.resolve();
}

/** They compile while they load, by the tsconfig.json of the project. */
const tsx = types.map((type, index): Toolchain => ({
  name: `tsx, ${type === "module" ? "ES modules" : "CommonJS"}`,
  type,
  options: { useDefineForClassFields: index === 0 },
  hasMetadata: false,
  words: ["--import", urlOf("tsx"), "main.ts"],
}));

const tsNode = types.flatMap((type): Toolchain[] => {
  const format = type === "module" ? "ES modules" : "CommonJS";
  const words =
    type === "module"
      ? [
          "--import",
          `data:text/javascript,import{register}from"node:module";register("${pathToFileURL(join(dirname(resolve("ts-node/package.json")), "esm.mjs")).href}")`,
          "main.ts",
        ]
      : ["-r", resolve("ts-node/register"), "main.ts"];
  const common = { type, hasMetadata: true, words };
  // With "nodenext" import() would stay, which ts-node hands to Node's own loader.
  const module =
    type === "commonjs"
      ? { module: type, moduleResolution: "node10", ignoreDeprecations: "6.0" }
      : {};
  const tsNodeOptions = {
    compiler: resolve("typescript"),
    // "./person.js" means person.ts.
    experimentalResolver: true,
    ignoreDiagnostics: [5011],
  };
  return [
    {
      ...common,
      name: `ts-node, ${format}, types checked`,
      options: { ...module, useDefineForClassFields: type === "module" },
      tsNodeOptions,
    },
    {
      ...common,
      name: `ts-node, ${format}, without type checks`,
      options: { ...module, useDefineForClassFields: type !== "module" },
      tsNodeOptions: { ...tsNodeOptions, transpileOnly: true },
    },
  ];
});

/** Every way that is tested. */
export const toolchains: readonly Toolchain[] = [
  ...typescript,
  ...swc,
  ...esbuild,
  ...bundles,
  ...tsx,
  ...tsNode,
];
