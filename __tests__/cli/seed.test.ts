import { Project } from "../support/project";

// Each command is a process of its own, and most start a PGlite.
jest.setTimeout(240_000);

const config = `import { defineConfig } from "arx";
export default defineConfig({ database: "pglite:data", models: ["models/**/*.ts"], seeds: ["seeds/**/*.ts"] });
`;

const country = `import { Column, ManagedObject, PrimaryKey, Seed, Table } from "arx";

@Table()
@Seed([{ code: "de", name: "Germany" }], { upsert: { conflictKey: "code" } })
export class Country extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare code: string;
  @Column() declare name: string;
}
`;

const seedFile = (
  name: string,
  code: string,
  options = "{}",
): string => `import { seed } from "arx/seed";
import { Country } from "../models/country";

export default seed("${name}", ${options}, async (s) => {
  await s.insert(Country, [{ code: "${code}", name: "${code}" }]);
});
`;

describe("arx seed", () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create({
      "package.json": "{}",
      "arx.config.ts": config,
      "models/country.ts": country,
      "seeds/a.ts": seedFile("more", "fr"),
      "seeds/b.ts": seedFile("first", "nl"),
      "seeds/c.ts": seedFile(
        "live",
        "be",
        '{ env: ["production"], after: ["more"] }',
      ),
    });
  });

  afterAll(async () => {
    await project.delete();
  });

  it("refuses while migrations are pending, and says how to apply them", async () => {
    expect(
      (await project.arx(["migrate", "generate", "create countries"])).code,
    ).toBe(0);
    const { code, stderr } = await project.arx(["seed"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^1 migration is pending: \d{14}_create_countries\.\n {2}Run: npx arx migrate\n$/,
    );
    expect((await project.arx(["migrate"])).code).toBe(0);
  });

  it("says under --dry-run what would run", async () => {
    expect(await project.arx(["seed", "--dry-run", "--env", "test"])).toEqual({
      code: 0,
      stdout: `would seed Country#1 (every time)
would seed first (new)
would seed more (new)
skipped live (another environment)
Environment test: 3 would run, 1 skipped.
`,
      stderr: "",
    });
  });

  it("runs alone what --only names", async () => {
    const { code, stdout } = await project.arx([
      "seed",
      "--only",
      "first",
      "--only",
      "Country#1",
    ]);
    expect(code).toBe(0);
    expect(withoutTimes(stdout))
      .toContain(`seeded Country#1: 1 inserted, 0 updated (every time)
seeded first: 1 inserted, 0 updated (new)
`);
    expect(await project.arx(["seed", "--only", "frist"])).toEqual({
      code: 1,
      stdout: "",
      stderr: 'There is no seed "frist".\n  Did you mean "first"?\n',
    });
  });

  it("runs the rest, and nothing that ran before", async () => {
    const { stdout } = await project.arx(["seed"], {
      env: { ARX_ENV: "production" },
    });
    expect(withoutTimes(stdout))
      .toBe(`seeded Country#1: 0 inserted, 1 updated (every time)
skipped first (it ran before)
seeded more: 1 inserted, 0 updated (new)
seeded live: 1 inserted, 0 updated (new)
Environment production: 3 ran, 1 skipped.
`);
  });

  it("prints one document under --json", async () => {
    const { stdout } = await project.arx(["seed", "--json", "--env", "test"]);
    expect(JSON.parse(stdout)).toMatchObject({
      environment: "test",
      seeds: [
        {
          name: "Country#1",
          kind: "model",
          action: "ran",
          inserted: 0,
          updated: 1,
        },
        { name: "first", kind: "file", action: "skipped", reason: "recorded" },
        { name: "more", action: "skipped" },
        { name: "live", action: "skipped", reason: "environment" },
      ],
    });
  });

  it("keeps nothing of a seed that fails, names it, and says why", async () => {
    await project.write("seeds/a.ts", `// changed\n${seedFile("more", "fr")}`);
    const { code, stdout, stderr } = await project.arx([
      "seed",
      "--env",
      "test",
    ]);
    expect(code).toBe(1);
    expect(withoutTimes(stdout)).toContain("skipped first (it ran before)\n");
    expect(stderr).toMatch(
      /^Seed "more" failed and nothing of it was kept: duplicate key /,
    );
    expect(stderr).toContain(
      "  It ran before. Write rows that may be there already with upsert.\n",
    );
  });
});

/** Milliseconds differ from run to run. */
function withoutTimes(text: string): string {
  return text.replaceAll(/, \d+ ms\)/g, ")");
}
