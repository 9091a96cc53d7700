import { inspect } from "node:util";
import { connect, resolveConfig } from "arx";
import { resolveConnection } from "../../../lib/database/connection-options";
import { databaseFromEnvironment } from "../../../lib/database/environment-url";

describe("A database that only the environment names", () => {
  const before = { ...process.env };

  beforeEach(() => {
    for (const name of Object.keys(process.env))
      if (name.startsWith("PG") || name === "DATABASE_URL")
        Reflect.deleteProperty(process.env, name);
  });

  afterAll(() => {
    process.env = before;
  });

  it("is read from DATABASE_URL, or else from the variables of libpq", () => {
    const all = {
      PGHOST: "/run/pg",
      PGPORT: "6000",
      PGUSER: "u@corp",
      PGPASSWORD: "p:/?#[]@ %ä",
      PGDATABASE: "a b/c",
      PGAPPNAME: "shop & co",
      PGOPTIONS: "-c search_path=app",
      PGSSLMODE: "verify-full",
      PGSSLROOTCERT: "/ca.pem",
      PGCONNECT_TIMEOUT: "3",
    };
    expect(resolveConnection(databaseFromEnvironment(all) ?? "", {})).toEqual({
      kind: "postgres",
      host: "/run/pg",
      port: 6000,
      user: "u@corp",
      password: "p:/?#[]@ %ä",
      database: "a b/c",
      applicationName: "shop & co",
      sessionOptions: "-c search_path=app",
      tls: {
        mode: "verify-full",
        rootCertificate: "/ca.pem",
        options: undefined,
      },
      connectTimeoutMs: 3000,
    });
    expect(
      resolveConnection(databaseFromEnvironment({ PGHOST: "h" }) ?? "", {}),
    ).toMatchObject({ host: "h", port: 5432, password: "" });
    expect(
      databaseFromEnvironment({ ...all, DATABASE_URL: "postgres://h/d" }),
    ).toBe("postgres://h/d");
    expect(databaseFromEnvironment({ PGUSER: "u", PGHOST: "" })).toBe(
      undefined,
    );
  });

  it.each([
    ["PGPORT", "x", "PGPORT takes a number from 1 to 65535."],
    [
      "PGSSLMODE",
      "on",
      "PGSSLMODE takes disable, prefer, require, verify-ca, verify-full.",
    ],
    [
      "PGCONNECT_TIMEOUT",
      "0",
      "PGCONNECT_TIMEOUT takes a number of seconds above 0.",
    ],
  ])("is refused when %s is %s", (name, value, message) => {
    expect(() =>
      databaseFromEnvironment({ PGHOST: "h", [name]: value }),
    ).toThrow(`The environment variable ${message}`);
  });

  it("is used by connect and the configuration when they name none, and never in place of an unset variable", async () => {
    await expect(connect()).rejects.toMatchObject({
      name: "ConfigError",
      message: "database is missing.",
      hint: "Write connect({ database: 'postgres://…' }) or connect({ database: 'pglite:memory' }), or set DATABASE_URL or PGHOST and PGDATABASE.",
    });
    process.env["PGHOST"] = "127.0.0.1";
    process.env["PGPORT"] = "1";
    await expect(connect({ pool: { max: 1 } })).rejects.toMatchObject({
      code: "CONNECTION",
    });
    expect(resolveConfig({}, "/p/arx.config.ts").database).toBe(
      "postgres://localhost:1/?host=127.0.0.1",
    );
    const unset = { database: process.env["NO_SUCH_VARIABLE"] } as object;
    await expect(connect(unset)).rejects.toMatchObject({
      message: "database is missing.",
    });
  });

  it("does not show its password when the configuration is printed", () => {
    process.env["DATABASE_URL"] = "postgres://u:n33dle@h/d";
    const configs = [
      resolveConfig({}, "/p/arx.config.ts"),
      resolveConfig(
        { database: { host: "h", password: "n33dle" } },
        "/p/arx.config.ts",
      ),
      resolveConfig({ database: "postgres://u:n33dle#@h" }, "/p/arx.config.ts"),
    ];
    const shown = configs.map(
      (config) => inspect(config, { depth: 9 }) + JSON.stringify(config),
    );
    expect(shown.join()).not.toContain("n33dle");
    expect(shown[0]).toContain("postgres://u@h:5432/d");
    expect(configs[0]?.database).toContain("n33dle");
  });
});
