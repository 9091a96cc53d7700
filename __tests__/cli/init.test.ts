import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Project } from "../support/project";

jest.setTimeout(120_000);

const { version } = jest.requireActual<{ readonly version: string }>(
  "../../package.json",
);

/** Every file of a project but node_modules, with its text. */
async function readAll(
  project: Project,
): Promise<Readonly<Record<string, string>>> {
  const files = (await project.listAll()).map(
    async (file) =>
      [file, await readFile(join(project.path, file), "utf8")] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}

describe("arx init", () => {
  const projects: Project[] = [];

  async function create(
    files: Readonly<Record<string, string>>,
  ): Promise<Project> {
    const project = await Project.create(files);
    projects.push(project);
    return project;
  }

  afterEach(async () => {
    for (const project of projects.splice(0)) await project.delete();
  });

  it("writes a project into an empty folder and says what to type next", async () => {
    const project = await create({});
    expect(await project.arx(["init"])).toEqual({
      code: 0,
      stdout: `wrote  arx.config.ts   where the database is, and the models
wrote  models/book.ts  a first model
wrote  seeds/books.ts  its first rows
wrote  main.ts         a program that reads them
wrote  tsconfig.json   the compiler's options that decorators need
wrote  package.json    scripts for what follows
wrote  .gitignore      leaves out the embedded database

Next:
  npm install -D typescript
  npx arx migrate generate
  npx arx migrate
  npx arx seed
  npm start
`,
      stderr: "",
    });
    expect(await project.listAll()).toEqual([
      ".gitignore",
      "arx.config.ts",
      "main.ts",
      "models/book.ts",
      "package.json",
      "seeds/books.ts",
      "tsconfig.json",
    ]);
    expect(JSON.parse(await project.read("package.json"))).toEqual({
      private: true,
      scripts: {
        migrate: "arx migrate",
        seed: "arx seed",
        start: "tsc && node dist/main.js",
      },
    });
    expect(await project.arx(["models"])).toMatchObject({
      stdout: "Book  books  4 columns  0 relations\n",
      stderr: "",
    });

    const before = await readAll(project);
    expect(await project.arx(["init"])).toEqual({
      code: 0,
      stdout:
        "arx.config.ts is there already: left alone\n\nNext:\n  npx arx doctor\n",
      stderr: "",
    });
    expect(await readAll(project)).toEqual(before);
  });

  it("names arx as a dependency where it is not installed", async () => {
    const project = await create({});
    await project.remove("node_modules");
    const { stdout } = await project.arx(["init", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: false,
      kept: [],
      notes: [],
      next: [
        "npm install",
        "npx arx migrate generate",
        "npx arx migrate",
        "npx arx seed",
        "npm start",
      ],
    });
    expect(JSON.parse(await project.read("package.json"))).toMatchObject({
      dependencies: { arx: `^${version}` },
    });
  });

  it("adds to a package of ES modules and to a tsconfig.json with comments, and overwrites nothing", async () => {
    const tsconfig = `{
    // Ours.
    "compilerOptions": {
        "module": "nodenext", /* as Node does */
        "experimentalDecorators": false,
        "rootDir": "src",
        "outDir": "build",
    },
    "include": ["./src/**/*"],
}
`;
    const project = await create({
      "package.json":
        '{\n\t"name": "shop",\n\t"type": "module",\n\t"scripts": { "start": "node server.js" }\n}\n',
      "tsconfig.json": tsconfig,
      ".gitignore": "build",
      "src/seeds/books.ts": "// mine\n",
      "node_modules/typescript/package.json": '{ "version": "5.9.3" }',
    });
    expect(await project.arx(["init"])).toEqual({
      code: 0,
      stdout: `wrote    arx.config.ts       where the database is, and the models
wrote    src/models/book.ts  a first model
wrote    src/main.ts         a program that reads them
changed  tsconfig.json       the compiler's options that decorators need
changed  package.json        scripts for what follows
changed  .gitignore          leaves out the embedded database
src/seeds/books.ts is there already: left alone

Next:
  npx arx migrate generate
  npx arx migrate
  npx arx seed
  npx tsc && node build/main.js
`,
      stderr: "",
    });
    expect(await project.read("tsconfig.json")).toBe(
      tsconfig
        .replace(
          '"experimentalDecorators": false',
          '"experimentalDecorators": true',
        )
        .replace(
          '"outDir": "build",',
          '"outDir": "build",\n        "emitDecoratorMetadata": true,',
        ),
    );
    expect(await project.read("package.json")).toBe(
      '{\n\t"name": "shop",\n\t"type": "module",\n\t"scripts": {\n\t\t"start": "node server.js",\n\t\t"migrate": "arx migrate",\n\t\t"seed": "arx seed"\n\t}\n}\n',
    );
    expect(await project.read(".gitignore")).toBe("build\n.arx/\n");
    expect(await project.read("src/seeds/books.ts")).toBe("// mine\n");
    expect(await project.read("src/main.ts")).toContain(
      'from "./models/book.js"',
    );
    expect(await project.read("arx.config.ts")).toContain(
      'models: ["src/models/**/*.ts"]',
    );
  });

  it("says what to write where it cannot know, and how to run a program that a bundler compiles", async () => {
    const project = await create({
      "package.json": "{}",
      "tsconfig.json":
        '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      "models/city.ts": "",
    });
    expect(await project.arx(["init"])).toEqual({
      code: 0,
      stdout: `wrote    arx.config.ts  where the database is, and the models
changed  package.json   scripts for what follows
wrote    .gitignore     leaves out the embedded database

Next:
  npx arx migrate generate
  npx arx migrate
`,
      stderr:
        'tsconfig.json refers to other configurations. Write in the one that compiles the models: "experimentalDecorators": true, "emitDecoratorMetadata": true\n',
    });
    await project.remove("models");
    await project.remove("arx.config.ts");
    await project.write(
      "tsconfig.json",
      '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "noEmit": true } }',
    );
    const { stdout, stderr } = await project.arx(["init"]);
    expect(stdout).toMatch(/ {2}npx arx seed\n$/);
    expect(stderr).toBe(
      "Run main.ts in the way this project runs TypeScript: its tsconfig.json writes nothing that Node takes as it is.\n",
    );
  });

  it("says so in a folder of a project that has a configuration already", async () => {
    const project = await create({
      "package.json": "{}",
      "arx.config.ts": "export default {};",
      "models/.keep": "",
    });
    const { code, stderr } = await project.arx(["init"], { in: "models" });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `${project.path}/arx.config.ts is no longer used in this folder: it has a configuration of its own. To take that back, delete what was written here.\n`,
    });
  });

  it("takes back what it wrote when a file cannot be written", async () => {
    const project = await create({
      "package.json": '{ "name": "shop" }',
      seeds: "a file where a folder should be\n",
    });
    const before = await readAll(project);
    const { code, stdout, stderr } = await project.arx(["init"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /\/seeds\/books\.ts cannot be written: E[A-Z]+: .+\. Nothing was changed\.\n {2}See that its folder can be written to, then run npx arx init again\.\n$/,
    );
    expect(await readAll(project)).toEqual(before);
    expect(await project.list(".")).toEqual([
      "node_modules",
      "package.json",
      "seeds",
    ]);
  });

  it("stops before a package.json or a tsconfig.json that it cannot read", async () => {
    const project = await create({ "package.json": "{" });
    expect(await project.arx(["init"])).toEqual({
      code: 1,
      stdout: "",
      stderr: `${project.path}/package.json cannot be read: it is no JSON.\n  Correct it first.\n`,
    });
    await project.write("package.json", "{}");
    await project.write("tsconfig.json", '{ "extends": "./nowhere.json" }');
    expect(await project.arx(["init"])).toEqual({
      code: 1,
      stdout: "",
      stderr: `${project.path}/tsconfig.json cannot be read: Cannot read file '${project.path}/nowhere.json'.\n  Correct it first.\n`,
    });
    expect(await project.listAll()).toEqual(["package.json", "tsconfig.json"]);
  });

  it("prints the files under --dry-run and writes none", async () => {
    const project = await create({});
    const { code, stdout } = await project.arx(["init", "--dry-run"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      '--- models/book.ts\nimport { Column, ManagedObject, PrimaryKey, Table } from "arx";\n',
    );
    expect(await project.listAll()).toEqual([]);
  });
});
