import { Project } from "../support/project";

// Each command is a process of its own, and most start a PGlite.
jest.setTimeout(240_000);

const config = (
  database: string,
  rest: string,
): string => `import { defineConfig } from "arx";
export default defineConfig({ database: "pglite:${database}", models: ["models/**/*.ts"], ${rest} });
`;

const model = (
  name: string,
  table: string,
): string => `import { Column, ManagedObject, PrimaryKey, Seed, Table } from "arx";

@Table(${table})
@Seed([{ id: 1, title: "${name}" }], { upsert: { conflictKey: "id" } })
export class ${name} extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
}
`;

describe("A project with two connections", () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create({
      "package.json": "{}",
      "arx.config.ts": config("data-main", ""),
      "reports.config.ts": config(
        "data-reports",
        'name: "reports", migrations: "reports/migrations"',
      ),
      "models/page.ts": model("Page", ""),
      "models/visit.ts": model("Visit", '{ connection: "reports" }'),
    });
  });

  afterAll(async () => {
    await project.delete();
  });

  it("has a configuration for each, which sees its own models and says which it leaves out", async () => {
    const first = await project.arx(["migrate", "generate", "start"]);
    expect(first).toMatchObject({
      code: 0,
      stderr: 'Left out: Visit (connection "reports").\n',
    });
    const reports = ["--config", "reports.config.ts"];
    expect(
      await project.arx(["migrate", "generate", "start", ...reports]),
    ).toMatchObject({ code: 0, stderr: "Left out: Page (no connection).\n" });
    const written = async (directory: string): Promise<string> => {
      const [file = ""] = await project.list(directory);
      return project.read(`${directory}/${file}`);
    };
    expect(await written("migrations")).toContain('m.createTable("pages"');
    expect(await written("migrations")).not.toContain("visits");
    expect(await written("reports/migrations")).toContain(
      'm.createTable("visits"',
    );
    expect(await written("reports/migrations")).not.toContain("pages");
    expect(await project.arx(["migrate", ...reports])).toMatchObject({
      code: 0,
      stderr: "",
    });
    const seeded = await project.arx(["seed", "--json", ...reports]);
    expect(seeded.code).toBe(0);
    expect(JSON.parse(seeded.stdout)).toMatchObject({
      seeds: [{ name: "Visit#1", action: "ran" }],
    });
  });

  it("says which models there are when the name fits none", async () => {
    await project.write(
      "other.config.ts",
      config("data-other", 'name: "other"'),
    );
    const { code, stderr } = await project.arx([
      "models",
      "--config",
      "other.config.ts",
    ]);
    expect({ code, stderr: stderr.replaceAll(project.path, ".") }).toEqual({
      code: 1,
      stderr: `There are no models on the connection "other", only Page (no connection), Visit (connection "reports").
  Correct name in ./other.config.ts: it says whose tables this is about.
`,
    });
  });
});
