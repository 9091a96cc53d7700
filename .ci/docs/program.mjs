// The project as TypeScript's compiler sees it, with files beside it that exist in memory only.
import { createRequire } from "node:module";
import { resolve } from "node:path";

const ts = createRequire(import.meta.url)("typescript");

const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
const { options } = ts.convertCompilerOptionsFromJson(
  {
    ...config.compilerOptions,
    module: "esnext",
    moduleResolution: "bundler",
    types: ["node", "jest"],
  },
  resolve("."),
);
const parsed = new Map();

/** A program of some files; `virtual` gives the text of those that are on no disk, by absolute path. */
export function createProgram(files, virtual = new Map(), previous) {
  const host = ts.createCompilerHost(options);
  const folders = new Set([...virtual.keys()].flatMap(foldersOf));
  const read = (path) => virtual.get(path) ?? ts.sys.readFile(path);
  Object.assign(host, {
    readFile: read,
    fileExists: (path) => virtual.has(path) || ts.sys.fileExists(path),
    directoryExists: (path) =>
      folders.has(path) || ts.sys.directoryExists(path),
    getSourceFile: (path, languageVersion) => {
      if (parsed.has(path)) return parsed.get(path);
      const text = read(path);
      if (text === undefined) return undefined;
      const file = ts.createSourceFile(path, text, languageVersion, true);
      parsed.set(path, file);
      return file;
    },
  });
  return ts.createProgram(files, options, host, previous);
}

function foldersOf(path) {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
