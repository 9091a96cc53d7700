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
 arx init Write a configuration, a first model, a seed and a program
 arx migrate up, down, status, generate, check
 arx seed Run the seeds that have not run yet
 arx models List the models that the configuration names
 arx doctor Look for what is missing or wrong; changes nothing
`);
    expect(stdout).toContain("--config");
  });

  it.each([
    ["", "A command is missing.", "See: npx arx --help"],
    [
      "migrat",
      "There is no command arx migrat.",
      "Did you mean migrate? See: npx arx --help",
    ],
    ["xyzzy", "There is no command arx xyzzy.", "See: npx arx --help"],
    [
      "migrate stat",
      "There is no command arx migrate stat.",
      "Did you mean status? See: npx arx migrate --help",
    ],
    [
      "migrate sideways",
      "There is no command arx migrate sideways.",
      "There are up, down, status, generate, check. See: npx arx migrate --help",
    ],
    [
      "migrate --dry-rum",
      "arx migrate has no option --dry-rum.",
      "Did you mean --dry-run? See: npx arx migrate --help",
    ],
    [
      "migrate up --allow drop",
      "arx migrate up has no option --allow.",
      "See: npx arx migrate up --help",
    ],
    [
      "migrate up --to",
      "--to takes a value.",
      "See: npx arx migrate up --help",
    ],
    [
      "migrate down --step two",
      '--step takes a number, not "two".',
      "See: npx arx migrate down --help",
    ],
    [
      "seed --forse",
      "arx seed has no option --forse.",
      "Did you mean --force? See: npx arx seed --help",
    ],
    ["seed books", 'arx seed takes no "books".', "See: npx arx seed --help"],
    ["-x", "arx has no option -x.", "See: npx arx --help"],
  ])("answers arx %s with exit code 2", async (line, message, hint) => {
    const words = line.split(" ").filter((word) => word !== "");
    // In English, whatever the language of the shell.
    const env = { LC_ALL: "de_DE.UTF-8" };
    await project.write("arx.config.json", "{}");
    expect(await project.arx(words, { env })).toEqual({
      code: 2,
      stdout: "",
      stderr: `${message}\n  ${hint}\n`,
    });
    await project.remove("arx.config.json");
  });

  it("takes --config and --database from the working directory", async () => {
    const elsewhere = await Project.create({
      "package.json": "{}",
      "shop/settings/arx.json": '{ "migrations": "../migrations" }',
      "other/readme.md": "",
    });
    const words = ["migrate", "status", "--database", "pglite:data"];
    const config = ["--config", "../shop/settings/arx.json"];
    expect(await elsewhere.arx([...words, ...config], { in: "other" })).toEqual(
      {
        code: 0,
        stdout: `There are no migrations in ${elsewhere.path}/shop/migrations.\n`,
        stderr: "",
      },
    );
    expect(await elsewhere.list("other")).toEqual(["data", "readme.md"]);
    await elsewhere.delete();
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
    // A variable that is set to nothing gives an empty text.
    await project.write("arx.config.json", '{ "database": "" }');
    expect((await project.arx(["migrate"])).stderr).toContain(
      "arx.config.json names no database.",
    );
  });

  it("names a migration and a seed that throw, once", async () => {
    const broken = await Project.create({
      "package.json": "{}",
      "arx.config.json":
        '{ "database": "pglite:memory", "models": ["user.js"] }',
      "user.js":
        'const { ManagedObject, PrimaryKey, Table } = require("arx");\nclass User extends ManagedObject {}\nPrimaryKey({ type: "bigint" })(User.prototype, "id");\nTable()(User);\n',
      "seeds/users.ts": 'throw new Error("boom");',
    });
    expect((await broken.arx(["seed"])).stderr).toContain(
      `${broken.path}/seeds/users.ts cannot be loaded: boom\n`,
    );
    await broken.write(
      "migrations/20260101000000_first.ts",
      'throw new Error("boom");',
    );
    expect((await broken.arx(["migrate"])).stderr).toBe(
      `${broken.path}/migrations/20260101000000_first.ts cannot be loaded: boom\n`,
    );
    await broken.delete();
  });

  it("lists the mistakes in models, each with its way out once", async () => {
    const wrong = await Project.create({
      "package.json": "{}",
      "arx.config.json": '{ "models": ["models.ts"] }',
      "models.ts":
        'import { ManagedObject, Table } from "arx";\n@Table()\nexport class User extends ManagedObject {}\n',
    });
    expect((await wrong.arx(["models"])).stderr).toBe(
      "The models have 1 mistake:\n  User: has no primary key.\n    Write @PrimaryKey() declare id: number;\n",
    );
    await wrong.delete();
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
        "Plain  plains  1 column   0 relations\nPost   posts   2 columns  1 relation\nUser   users   3 columns  1 relation\n",
      stderr: "",
    });
    await esm.delete();
  });
});
