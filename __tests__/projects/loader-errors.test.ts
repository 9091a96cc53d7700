import { cp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Project } from "../support/project";
import { runNode } from "./run-node";

// Each command is a process of its own.
jest.setTimeout(120_000);

const repository = resolve(__dirname, "../..");

const user = `import { ManagedObject, PrimaryKey, Table } from "arx";
@Table() export class User extends ManagedObject { @PrimaryKey() declare id: number; }
`;

const config = (models: string): string =>
  `import { defineConfig } from "arx";\nexport default defineConfig({ models: ["${models}"] });\n`;

describe("The command explains", () => {
  const projects: Project[] = [];

  /** What `arx models` says of a project in which it cannot load a file. */
  async function explain(
    files: Readonly<Record<string, string>>,
  ): Promise<string> {
    const project = await Project.create({
      "package.json": "{}",
      "arx.config.ts": config("models/*"),
      ...files,
    });
    projects.push(project);
    const { code, stdout, stderr } = await project.arx(["models"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    return stderr.replaceAll(`${project.path}/`, "");
  }

  afterEach(async () => {
    for (const project of projects.splice(0)) await project.delete();
  });

  it("a model file that throws", async () => {
    expect(
      await explain({
        "models/user.ts": `${user}throw new Error("no settings");\n`,
      }),
    ).toBe(
      "models/user.ts cannot be loaded: no settings\n  It was thrown at models/user.ts:3:7.\n",
    );
  });

  it("a model file of ES modules that throws, by the line as it was written", async () => {
    const types = "interface Settings {\n  a: string;\n}\n";
    expect(
      await explain({
        "package.json": '{ "type": "module" }',
        "models/user.ts": `${types}${user}export const a: Settings = JSON.parse("{");\n`,
      }),
    ).toMatch(
      /^models\/user\.ts cannot be loaded: .*\n {2}It was thrown at models\/user\.ts:6:33\.\n$/,
    );
  });

  it("a bare class as the type of a field in files that import each other", async () => {
    const field = (own: string, other: string): string =>
      `import { ManagedObject, PrimaryKey, Relate, Table } from "arx";
import { ${other} } from "./${other.toLowerCase()}.js";
@Table() export class ${own} extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => ${other}) declare other: ${other};
}
`;
    expect(
      await explain({
        "package.json": '{ "type": "module" }',
        "models/post.ts": field("Post", "User"),
        "models/user.ts": field("User", "Post"),
      }),
    ).toBe(
      "models/post.ts cannot be loaded: Cannot access 'Post' before initialization\n" +
        "  Two files import each other. Where Post is the type of a field, write Relate<Post> or HasMany<Post>; in the decorator, () => Post.\n",
    );
  });

  it("a class that extends one of a file that imports it", async () => {
    expect(
      await explain({
        "models/user.ts": `import { Admin } from "./admin";\nimport { ManagedObject } from "arx";\nexport class User extends ManagedObject { static admin = Admin; }\n`,
        "models/admin.ts": `import { User } from "./user";\nexport class Admin extends User {}\n`,
        "arx.config.ts": config("models/user.ts"),
      }),
    ).toBe(
      "models/user.ts cannot be loaded: Class extends value undefined is not a constructor or null\n" +
        "  Two files import each other, and one extends a class of the other: move the class that is extended to a file of its own.\n",
    );
  });

  it("a type that is imported as a value", async () => {
    expect(
      await explain({
        "package.json": '{ "type": "module" }',
        "models/settings.ts": "export interface Settings { theme?: string }\n",
        "models/user.ts": `import { Column } from "arx";\nimport { Settings } from "./settings.js";\n${user.replace("declare id: number;", 'declare id: number; @Column({ type: "jsonb" }) settings!: Settings;')}`,
      }),
    ).toBe(
      "models/user.ts cannot be loaded: The requested module './settings.js' does not provide an export named 'Settings'\n" +
        "  Where Settings is a type and no value, write import type { Settings }.\n",
    );
  });

  it("words of ES modules in a file that is CommonJS, and the other way round", async () => {
    expect(
      await explain({ "arx.config.ts": "console.log(import.meta.url);\n" }),
    ).toBe(
      "arx.config.ts cannot be loaded: exports is not defined in ES module scope\n" +
        '  import.meta, and await at the top of a file, are for ES modules: write "type": "module" in package.json, or give the file the ending .mts.\n',
    );
    expect(
      await explain({
        "package.json": '{ "type": "module" }',
        "arx.config.ts": 'console.log(require("node:fs"));\nexport {};\n',
      }),
    ).toBe(
      "arx.config.ts cannot be loaded: require is not defined in ES module scope, you can use import instead\n" +
        "  That is for CommonJS: give the file the ending .cts or .cjs, or write import and export.\n",
    );
  });

  it("decorators that the project's own compiler does not take for TypeScript's", async () => {
    const project = await Project.create({
      "package.json": '{ "type": "module" }',
      "arx.config.ts": config("models/*"),
      "models/user.ts": user,
    });
    projects.push(project);
    const tsx = pathToFileURL(require.resolve("tsx")).href;
    const { code, stderr } = await project.arx(["models"], {
      env: { NODE_OPTIONS: `--import ${tsx}` },
    });
    expect(code).toBe(1);
    expect(stderr).toContain("ERROR: Decorators are not valid here\n");
    expect(stderr).toMatch(
      /\n {2}The decorators are TypeScript's own: set "experimentalDecorators" to true in tsconfig\.json, which tsx and esbuild read\.\n$/,
    );
  });

  it("a package that is not installed", async () => {
    expect(
      await explain({ "models/user.ts": `import "left-out";\n${user}` }),
    ).toMatch(
      /^models\/user\.ts cannot be loaded: Cannot find module 'left-out'\n/,
    );
  });

  it("a second installation of arx in the project", async () => {
    const project = await Project.create({
      "package.json": "{}",
      "arx.config.ts": config("models/*"),
      "models/user.ts": user,
    });
    projects.push(project);
    const copy = join(project.path, "node_modules/arx");
    await rm(copy);
    await mkdir(copy);
    await cp(join(repository, "package.json"), join(copy, "package.json"));
    expect(await project.arx(["models"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        `This command is ${repository}, but ${project.path}/arx.config.ts would load ${copy}: models there would not be known here.\n` +
        "  Run the project's own: npx arx. Where npx gives this one, the project has two: npm ls arx\n",
    });
  });
});

describe("The command started by npx", () => {
  it("is the project's own, whatever the link in node_modules/.bin leads through", async () => {
    const project = await Project.create({
      "package.json": "{}",
      "arx.config.ts": config("models/*"),
      "models/user.ts": user,
    });
    const bin = join(project.path, "node_modules/.bin");
    await mkdir(bin);
    await symlink("../arx/dist/cli/main.js", join(bin, "arx"));
    await writeFile(join(project.path, "models/readme.d.ts"), "export {};\n");
    expect(
      await runNode(["node_modules/.bin/arx", "models"], {
        cwd: project.path,
      }),
    ).toEqual({
      code: 0,
      stdout: "User  users  1 column  0 relations\n",
      stderr: "",
    });
    await project.delete();
  });
});
