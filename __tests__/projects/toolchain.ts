import { cp, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How package.json says that `.js` is to be read. */
export type ModuleType = "commonjs" | "module";

/** One way in which users bring their models to run. */
export interface Toolchain {
  readonly name: string;
  readonly type: ModuleType;
  /** What tsconfig.json says beside what every project has. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether it writes design:type, from which a column without a type takes its own. */
  readonly hasMetadata: boolean;
  /** Turns the sources in the folder of a project into what Node runs. */
  readonly compile?: (project: string) => Promise<unknown>;
  /** What Node is told to run it. */
  readonly words: readonly string[];
  /** What tsconfig.json says to ts-node. */
  readonly tsNodeOptions?: object;
}

/** Writes the project of a toolchain: its sources, package.json and tsconfig.json. */
export async function writeProject(
  project: string,
  sources: string,
  { type, options, tsNodeOptions }: Toolchain,
): Promise<void> {
  await mkdir(project);
  await cp(sources, project, { recursive: true });
  await writeFile(join(project, "package.json"), JSON.stringify({ type }));
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    types: ["node"],
    strict: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    skipLibCheck: true,
    ...options,
  };
  await writeFile(
    join(project, "tsconfig.json"),
    JSON.stringify({ compilerOptions, "ts-node": tsNodeOptions }),
  );
}

/** Compiles the sources of a project one by one, as tools do that never see two. */
export async function compileEach(
  project: string,
  compile: (text: string) => string,
): Promise<void> {
  const files = await readdir(project);
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const text = await readFile(join(project, file), "utf8");
    const output = join(project, file.replace(/ts$/, "js"));
    await writeFile(output, compile(text));
  }
}
