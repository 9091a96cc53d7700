import { join, resolve } from "node:path";
import { ConfigError, resolveConfig, resolveDatabase } from "arx";

const file = resolve("/project/arx.config.ts");

describe("A configuration", () => {
  const url = process.env["DATABASE_URL"];

  beforeEach(() => {
    delete process.env["DATABASE_URL"];
  });

  afterAll(() => {
    if (url !== undefined) process.env["DATABASE_URL"] = url;
  });

  it("has a default for everything", () => {
    expect(resolveConfig({}, file)).toEqual({
      file,
      directory: resolve("/project"),
      database: undefined,
      models: ["models/**/*.ts"],
      migrations: resolve("/project/migrations"),
      seeds: ["seeds/**/*.ts"],
      minServerVersion: 14,
    });
  });

  it("starts every path from its own folder", () => {
    const config = resolveConfig(
      { database: "pglite:.arx/data", migrations: "../db" },
      file,
    );
    expect(config.database).toBe(`pglite:${resolve("/project/.arx/data")}`);
    expect(config.migrations).toBe(resolve("/db"));
    expect(resolveDatabase("pglite:memory", "/project")).toBe("pglite:memory");
    // Refused where it is opened, in the command as in a program.
    expect(resolveDatabase("pglite:///x", "/project")).toBe("pglite:///x");
    expect(resolveDatabase("postgres://localhost/a", "/project")).toBe(
      "postgres://localhost/a",
    );
    expect(resolveDatabase({ host: "a" }, "/project")).toEqual({ host: "a" });
    expect(
      resolveDatabase(`pglite:${join(resolve("/x"), "y")}`, "/project"),
    ).toBe(`pglite:${resolve("/x/y")}`);
  });

  it("takes DATABASE_URL when it names no database itself", () => {
    process.env["DATABASE_URL"] = "postgres://localhost/outside";
    expect(resolveConfig({}, file).database).toBe(
      "postgres://localhost/outside",
    );
    expect(resolveConfig({ database: "pglite:memory" }, file).database).toBe(
      "pglite:memory",
    );
  });

  it.each<[unknown, string, string | undefined]>([
    [null, "The options must be an object.", undefined],
    [
      { migration: "x" },
      "migration is not an option.",
      "Did you mean migrations?",
    ],
    [
      { migrations: 1 },
      "migrations takes a text, not a number.",
      'Write migrations: "migrations".',
    ],
    [
      { migrations: "" },
      "migrations takes a text, not an empty one.",
      'Write migrations: "migrations".',
    ],
    [
      { models: [1] },
      "models takes a list of file patterns, not a list.",
      'Write models: ["models/**/*.ts"].',
    ],
    [
      { seeds: null },
      "seeds takes a list of file patterns, not null.",
      'Write seeds: ["seeds/**/*.ts"].',
    ],
    [
      { minServerVersion: 13 },
      "minServerVersion takes the number of a major version of PostgreSQL, 14 to 18.",
      undefined,
    ],
  ])("is refused when it is %j", (exported, message, hint) => {
    let thrown: unknown;
    try {
      resolveConfig(exported, file);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ConfigError);
    expect((thrown as ConfigError).message).toBe(`${file}: ${message}`);
    expect((thrown as ConfigError).hint).toBe(hint);
  });
});
