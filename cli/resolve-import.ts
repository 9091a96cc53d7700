import { dirname } from "node:path";
import ts from "typescript";

/**
 * The file that an import of a TypeScript file means to TypeScript: `./user.js`
 * is user.ts, `./user` as well, and `paths` of the project's tsconfig.json count.
 * Undefined where Node's own rules decide: for packages, and for what TypeScript does not find.
 */
export function resolveImport(
  specifier: string,
  importer: string,
): string | undefined {
  if (!isTypeScript(importer)) return undefined;
  const options = findOptions(dirname(importer));
  if (!isRelative(specifier) && !isAlias(specifier, options)) return undefined;
  const { resolvedModule } = ts.resolveModuleName(
    specifier,
    importer,
    options,
    ts.sys,
  );
  // A declaration stands for a file that only Node can find.
  return resolvedModule === undefined ||
    resolvedModule.isExternalLibraryImport === true ||
    /\.d\.[cm]?ts$/.test(resolvedModule.resolvedFileName)
    ? undefined
    : resolvedModule.resolvedFileName;
}

/** Whether a file is TypeScript, by its name. */
export function isTypeScript(file: string): boolean {
  return /\.[cm]?ts$/.test(file);
}

/** Whether Node is to take a file of TypeScript as an ES module: by its extension, or else by package.json. */
export function isEsModule(file: string): boolean {
  const options = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const format = ts.getImpliedNodeFormatForFile(
    file,
    undefined,
    ts.sys,
    options,
  );
  return format === ts.ModuleKind.ESNext;
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier);
}

/** Whether a pattern of `paths` fits; with baseUrl anything may be meant. */
function isAlias(specifier: string, options: ts.CompilerOptions): boolean {
  if (/^[a-z]+:/.test(specifier)) return false;
  return (
    "baseUrl" in options ||
    Object.keys(options.paths ?? {}).some((pattern) => {
      const [start = "", end] = pattern.split("*");
      return end === undefined
        ? specifier === start
        : specifier.startsWith(start) && specifier.endsWith(end);
    })
  );
}

const optionsByDirectory = new Map<string, ts.CompilerOptions>();

/** How imports are resolved in the files of a directory; by the widest rules, for the project's own compiler sees to the strict ones. */
function findOptions(directory: string): ts.CompilerOptions {
  const known = optionsByDirectory.get(directory);
  if (known !== undefined) return known;
  const options: ts.CompilerOptions = {
    ...readOptions(directory),
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowJs: true,
    resolveJsonModule: true,
  };
  optionsByDirectory.set(directory, options);
  return options;
}

/** The options of the nearest tsconfig.json and of what it extends; without the list of files, which would be searched for. */
function readOptions(directory: string): ts.CompilerOptions {
  const file = ts.findConfigFile(directory, (path) => ts.sys.fileExists(path));
  if (file === undefined) return {};
  const host = { ...ts.sys, readDirectory: () => [] };
  const source = ts.readJsonConfigFile(file, (path) => ts.sys.readFile(path));
  return ts.parseJsonSourceFileConfigFileContent(source, host, dirname(file))
    .options;
}
