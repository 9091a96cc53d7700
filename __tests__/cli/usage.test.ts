import { Project } from "../support/project";

jest.setTimeout(120_000);

describe("The command line", () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create({ "package.json": "{}" });
  });

  afterAll(async () => {
    await project.delete();
  });

  it("shows its commands and options", async () => {
    const { code, stdout, stderr } = await project.arx(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.replace(/ +/g, " ")).toContain(`Commands:
 arx migrate up, down, status, generate, check
 arx seed Run the seeds that have not run yet
 arx models List the models that the configuration names
`);
    expect(stdout).toContain("--config");
  });

  it.each([
    [[], "A command is missing."],
    [["migrat"], "Did you mean migrate?"],
    [["migrate", "sideways"], "Unknown argument: sideways"],
    [["migrate", "up", "--forse"], "Unknown argument: forse"],
    [["migrate", "up", "--to"], "Not enough arguments following: to"],
  ])("answers %j with exit code 2", async (words, message) => {
    expect(await project.arx(words)).toEqual({
      code: 2,
      stdout: "",
      stderr: `${message}\n  See: npx arx --help\n`,
    });
  });

  it("says that there is no configuration, and what to write", async () => {
    expect(await project.arx(["models"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        `There is no arx.config.ts in ${project.path} or above.\n` +
        '  Write one: import { defineConfig } from "arx"; export default defineConfig({ database: "pglite:.arx/data", models: ["models/**/*.ts"] });\n',
    });
  });

  it("says what is wrong in a configuration", async () => {
    await project.write("arx.config.json", '{ "modells": [] }');
    expect((await project.arx(["models"])).stderr).toBe(
      `${project.path}/arx.config.json: modells is not an option.\n  Did you mean models?\n`,
    );
    await project.write("arx.config.json", '{ "models": "models" }');
    expect((await project.arx(["models"])).stderr).toBe(
      `${project.path}/arx.config.json: models takes a list of file patterns, not a string.\n  Write models: ["models/**/*.ts"].\n`,
    );
    await project.write("arx.config.json", '{ "models": ["models/*.js"] }');
    expect((await project.arx(["models"])).stderr).toBe(
      `There are no models: models/*.js from ${project.path} gives no file.\n  Correct models in ${project.path}/arx.config.json.\n`,
    );
    expect(await project.arx(["migrate"])).toMatchObject({
      code: 1,
      stderr: `${project.path}/arx.config.json names no database.\n  Write database: "postgres://…" or "pglite:.arx/data", set DATABASE_URL, or pass --database.\n`,
    });
  });

  it("takes models in JavaScript and in ES modules", async () => {
    const esm = await Project.create({
      "package.json": '{ "type": "module" }',
      "arx.config.ts":
        'import { defineConfig } from "arx";\nexport default defineConfig({ models: ["models/*"], migrations: import.meta.dirname + "/m" });\n',
      "models/user.ts":
        'import { Column, ManagedObject, PrimaryKey, Relate, Table } from "arx";\nimport { Post } from "./post.js";\n@Table()\nexport class User extends ManagedObject { @PrimaryKey() declare id: number; @Column() declare name: string; @Relate(() => Post) declare last: Relate<Post | null>; }\n',
      "models/post.ts":
        'import { ManagedObject, PrimaryKey, Relate, Table } from "arx";\nimport { User } from "./user.js";\n@Table()\nexport class Post extends ManagedObject { @PrimaryKey() declare id: number; @Relate(() => User) declare author: Relate<User | null>; }\n',
      "models/plain.cjs":
        'const { ManagedObject, PrimaryKey, Table } = require("arx");\nclass Plain extends ManagedObject {}\nPrimaryKey({ type: "bigint" })(Plain.prototype, "id");\nexports.Plain = Table()(Plain);\n',
    });
    expect(await esm.arx(["models"])).toEqual({
      code: 0,
      stdout:
        "Plain  plains  1 columns  0 relations\nPost   posts   2 columns  1 relations\nUser   users   3 columns  1 relations\n",
      stderr: "",
    });
    await esm.delete();
  });
});
