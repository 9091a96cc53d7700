import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { transformSync } from "@swc/core";
import { engines } from "../support/engines";
import { Project } from "../support/project";
import type { ModuleType } from "./toolchain";
import { runNode } from "./run-node";

// Each program is a process of its own.
jest.setTimeout(120_000);

const modules = createRequire(__filename);
const urlOf = (path: string): string => pathToFileURL(path).href;

/** The program imports one of the models that the pattern names as well: there must be one of each. */
const sources = {
  "models/user.ts": `import { Column, ManagedObject, PrimaryKey, Table } from "arx";
@Table()
export class User extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "text" }) declare name: string;
}
`,
  "models/content/post.ts": `import { ManagedObject, PrimaryKey, Relate, Table } from "arx";
import { User } from "../user.js";
@Table()
export default class Post extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => User) author!: Relate<User | null>;
}
`,
  "main.ts": `import { connect, registry } from "arx";
import { User } from "./models/user.js";
async function main(database: string, pattern: string): Promise<void> {
  const db = await connect({ database, models: [pattern] });
  console.log(registry.definitions().map(({ name, model }) => [name, model === User]));
  await db.close();
}
main(process.argv[2] ?? "", process.argv[3] ?? "").catch((error: { message: string; hint: string }) => {
  console.log(error.message + "\\n" + error.hint);
});
`,
};

const tsconfig = JSON.stringify({
  compilerOptions: {
    target: "es2022",
    module: "nodenext",
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
  },
  "ts-node": {
    compiler: modules.resolve("typescript"),
    transpileOnly: true,
    experimentalResolver: true,
    ignoreDiagnostics: [5011],
  },
});

const packages = resolve(__dirname, "../../node_modules");
const tsx = ["--import", urlOf(modules.resolve("tsx")), "main.ts"];
const registerEsm = `import{register}from"node:module";register("${urlOf(join(packages, "ts-node/esm.mjs"))}")`;

interface Row {
  readonly name: string;
  readonly type: ModuleType;
  readonly words: readonly string[];
  /** Whether the sources are compiled before. */
  readonly isCompiled: boolean;
}

const rows: readonly Row[] = [
  { name: "tsx", type: "commonjs", words: tsx, isCompiled: false },
  { name: "tsx", type: "module", words: tsx, isCompiled: false },
  {
    name: "ts-node",
    type: "commonjs",
    words: ["-r", modules.resolve("ts-node/register"), "main.ts"],
    isCompiled: false,
  },
  {
    name: "ts-node",
    type: "module",
    words: ["--import", `data:text/javascript,${registerEsm}`, "main.ts"],
    isCompiled: false,
  },
  {
    name: "compiled before",
    type: "commonjs",
    words: ["main.js"],
    isCompiled: true,
  },
  {
    name: "compiled before",
    type: "module",
    words: ["main.js"],
    isCompiled: true,
  },
];

async function createProject({ type, isCompiled }: Row): Promise<Project> {
  const files = Object.entries(sources).map(([file, text]) =>
    isCompiled
      ? [file.replace(/ts$/, "js"), compile(text, type)]
      : [file, text],
  );
  return Project.create({
    "package.json": JSON.stringify({ type }),
    "tsconfig.json": tsconfig,
    ...(Object.fromEntries(files) as Record<string, string>),
  });
}

function compile(text: string, type: ModuleType): string {
  return transformSync(text, {
    swcrc: false,
    jsc: {
      target: "es2022",
      parser: { syntax: "typescript", decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: type === "module" ? "es6" : "commonjs" },
  }).code;
}

const [, server] = engines;
if (server === undefined) throw new Error("No server runs.");

describe("connect({ models: ['models/**/*'] })", () => {
  test.each(rows.map((row) => [`${row.name}, ${row.type}`, row] as const))(
    "finds the models of a program, each once: %s",
    async (_, row) => {
      const project = await createProject(row);
      const database = await server.create();
      const cwd = project.path;
      const run = (pattern: string) =>
        runNode([...row.words, database.url, pattern], { cwd });
      const [found, missed] = await Promise.all([
        run("models/**/*"),
        run("modells/*"),
      ]);
      await database.drop();
      await project.delete();
      expect(found).toEqual({
        code: 0,
        stdout: "[ [ 'Post', false ], [ 'User', true ] ]\n",
        stderr: "",
      });
      expect(missed.stdout).toBe(
        `models: modells/* from ${cwd} gives no file.\nPatterns start from the working directory, and name the files that run: dist/models/**/*.js where models are compiled.\n`,
      );
    },
  );

  it("says that nothing compiles TypeScript where nothing does", async () => {
    const project = await Project.create({
      "package.json": "{}",
      "models/user.ts": sources["models/user.ts"],
      "main.cjs":
        'require("arx").connect({ database: "pglite:memory", models: ["models/*.ts"] }).catch(({ message, hint }) => console.log(message + "\\n" + hint));',
    });
    const { stdout } = await runNode(["main.cjs"], { cwd: project.path });
    expect(stdout).toContain(
      `models: ${project.path}/models/user.ts cannot be loaded: `,
    );
    expect(stdout).toContain(
      "\nA program that loads TypeScript has to run under tsx or ts-node; otherwise name the compiled files: dist/models/**/*.js.\n",
    );
    await project.delete();
  });
});
