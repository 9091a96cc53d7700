import { relative } from "node:path";
import type typescript from "typescript";
import type { CompilerOptions, ParsedCommandLine } from "typescript";
import type { Tsconfig } from "../project/tsconfig";
import type { FileChange } from "./file-change";
import { firstFolder, includedBy } from "./project";
import type { FoundProject } from "./project";

/**
 * The line that compiles and runs a program with the project's own compiler,
 * or undefined when the project has another way to run TypeScript: a bundler,
 * a loader, a compiler that only checks.
 * @param written what the compiler will find beside what is there
 */
export async function findProgramCommand(
  program: string,
  written: readonly FileChange[],
  { parsed, isSolution, path }: Tsconfig,
  { directory, packageFile }: FoundProject,
): Promise<string | undefined> {
  const { default: ts } = await import("typescript");
  const isEsModule = packageFile?.isEsModule === true;
  const isCompiled =
    !isSolution &&
    emitsForNode(parsed.options, isEsModule, ts) &&
    isIncluded(relative(directory, program), includedBy(parsed));
  if (!isCompiled) return undefined;
  const all: ParsedCommandLine = {
    ...parsed,
    options: { ...parsed.options, configFilePath: path },
    fileNames: [
      ...new Set([...parsed.fileNames, ...written.map((file) => file.path)]),
    ].filter((file) => file.endsWith(".ts")),
  };
  const [script = ""] = ts.getOutputFileNames(all, program, false);
  return `tsc && node ${relative(directory, script)}`;
}

type TypeScript = typeof typescript;

/** Whether Node runs what the compiler writes, as it is. */
function emitsForNode(
  options: CompilerOptions,
  isEsModule: boolean,
  { ModuleKind }: TypeScript,
): boolean {
  const { module = ModuleKind.CommonJS } = options;
  const emits =
    options.noEmit !== true &&
    options.emitDeclarationOnly !== true &&
    options.allowImportingTsExtensions !== true;
  // `import` in a CommonJS file is refused under verbatimModuleSyntax.
  const isWritable = isEsModule || options.verbatimModuleSyntax !== true;
  const isNode = module >= ModuleKind.Node16 && module <= ModuleKind.NodeNext;
  return emits && isWritable && isNode;
}

function isIncluded(
  file: string,
  patterns: readonly string[] | undefined,
): boolean {
  if (patterns === undefined) return true;
  return patterns.map(firstFolder).some((folder) => {
    const isAnywhere = folder === "" || folder === "." || folder.includes("*");
    return isAnywhere || file.startsWith(`${folder}/`);
  });
}
