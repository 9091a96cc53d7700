import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { findConfig } from "../find-config";
import type { FileChange } from "./file-change";
import { planGitignore } from "./plan-gitignore";
import { planNext } from "./plan-next";
import { planPackageFile } from "./plan-package-file";
import { planTsconfig } from "./plan-tsconfig";
import { findProgramCommand } from "./program-command";
import { findProject } from "./project";
import type { FoundProject } from "./project";
import { configText, modelText, programText, seedText } from "./templates";

/** What `arx init` does in a folder, and what remains to be done. */
export interface InitPlan {
  readonly changes: readonly FileChange[];
  /** Files that are there already and stay as they are. */
  readonly kept: readonly string[];
  /** What has to be done by hand. */
  readonly notes: readonly string[];
  /** The commands to run next, in their order. */
  readonly next: readonly string[];
}

/**
 * Works out what a folder lacks; nothing is changed.
 * @param version of arx, for a package.json that does not name it
 * @throws UnreadableFileError
 */
export async function planInit(
  directory: string,
  version: string,
): Promise<InitPlan> {
  const project = await findProject(directory);
  const wanted = [...planConfig(project), ...planSample(project)];
  const written = wanted.filter(({ path }) => !existsSync(path));
  const compiler = await planTsconfig(project);
  const program = written.find(({ path }) => path === programPath(project));
  const command =
    program === undefined
      ? undefined
      : await findProgramCommand(
          program.path,
          written,
          compiler.tsconfig,
          project,
        );
  const byHand =
    program !== undefined && command === undefined
      ? `Run ${relative(directory, program.path)} in the way this project runs TypeScript: its tsconfig.json writes nothing that Node takes as it is.`
      : undefined;
  const packageChange = await planPackageFile(project, version, command);
  return {
    changes: [
      ...written,
      compiler.change,
      packageChange,
      planGitignore(directory),
    ].filter((change) => change !== undefined),
    kept: listKept(project, wanted),
    notes: [noteConfigAbove(project), compiler.note, byHand].filter(
      (note) => note !== undefined,
    ),
    next: planNext(project, command),
  };
}

/** Whoever stands in the wrong folder gets a second project: it may be meant, and is said. */
function noteConfigAbove({
  directory,
  config,
}: FoundProject): string | undefined {
  const above =
    config === undefined ? findConfig(dirname(directory)) : undefined;
  return above === undefined
    ? undefined
    : `${above} is no longer used in this folder: it has a configuration of its own. To take that back, delete what was written here.`;
}

function planConfig({ directory, config, layout }: FoundProject): FileChange[] {
  if (config !== undefined) return [];
  const path = join(directory, "arx.config.ts");
  const purpose = "where the database is, and the models";
  return [{ path, before: undefined, text: configText(layout), purpose }];
}

/** A first model with its rows and a program, in a project that has no model yet. */
function planSample(project: FoundProject): FileChange[] {
  const { directory, hasSample, layout } = project;
  if (!hasSample) return [];
  const at = (path: string): string => join(directory, layout.base, path);
  return [
    {
      path: at("models/book.ts"),
      before: undefined,
      text: modelText,
      purpose: "a first model",
    },
    {
      path: at("seeds/books.ts"),
      before: undefined,
      text: seedText(layout),
      purpose: "its first rows",
    },
    {
      path: programPath(project),
      before: undefined,
      text: programText(layout),
      purpose: "a program that reads them",
    },
  ];
}

function programPath({ directory, layout }: FoundProject): string {
  return join(directory, layout.base, "main.ts");
}

function listKept(
  { directory, config }: FoundProject,
  wanted: readonly FileChange[],
): readonly string[] {
  const there = wanted.filter(({ path }) => existsSync(path));
  return [
    ...(config === undefined ? [] : [config]),
    ...there.map(({ path }) => relative(directory, path)),
  ];
}
