import os from "node:os";
import { connect } from "../../../lib/database/current";
import { resolveOptions } from "../../../lib/database/config";
import { checkServerVersion } from "../../../lib/database/check-version";

const database = "postgres://u@h/d";

describe("The options of a database", () => {
  it("have defaults", () => {
    expect(resolveOptions({ database })).toMatchObject({
      name: "default",
      limits: {
        min: 5,
        max: 20,
        acquireTimeoutMs: 10_000,
        idleTimeoutMs: 600_000,
        maxLifetimeMs: 3_600_000,
        prepare: true,
      },
      logParameters: false,
      slowQueryMs: Number.POSITIVE_INFINITY,
    });
    expect(resolveOptions({ database, pool: { max: 2 } }).limits).toMatchObject(
      { min: 2, max: 2 },
    );
    expect(
      resolveOptions({ database: "pglite:memory", pool: { max: 9 } }).limits,
    ).toMatchObject({ min: 1, max: 1 });
  });

  it.each<[object, string, string | undefined]>([
    [{ database, pol: {} }, "pol is not an option.", "Did you mean pool?"],
    [
      { database, pool: { mx: 1 } },
      "pool.mx is not an option.",
      "Did you mean pool.max?",
    ],
    [
      { database, pool: { min: 3, max: 2 } },
      "pool.min is 3, more than pool.max, which is 2.",
      undefined,
    ],
    [
      { database, pool: { max: 0 } },
      "pool.max takes a whole number from 1.",
      undefined,
    ],
    [
      { database, pool: { max: "5" } },
      "pool.max takes a whole number from 1.",
      undefined,
    ],
    [
      { database, pool: { acquireTimeoutMs: 0 } },
      "pool.acquireTimeoutMs takes a number of milliseconds above 0.",
      undefined,
    ],
    [
      { database, pool: { connectTimeoutMs: -1 } },
      "pool.connectTimeoutMs takes a number of milliseconds above 0.",
      undefined,
    ],
    [
      { database, pool: { prepare: "no" } },
      "pool.prepare takes true or false.",
      undefined,
    ],
    [
      { database, pool: { ssl: "always" } },
      "pool.ssl takes true, false, disable, prefer, require, verify-ca, verify-full or options of tls.connect.",
      undefined,
    ],
    [
      { database, pool: { ssl: null } },
      "pool.ssl takes true, false, disable, prefer, require, verify-ca, verify-full or options of tls.connect.",
      undefined,
    ],
    [
      { database: "postgres://u@h/d%00application_name%00x" },
      "The database in the address of the database holds a NUL character, which PostgreSQL cannot take.",
      undefined,
    ],
    [
      { database: { host: "h", password: "a\0b" } },
      "The password in the address of the database holds a NUL character, which PostgreSQL cannot take.",
      undefined,
    ],
    [{ database, pool: 5 }, "pool must be an object.", undefined],
    [
      { database, slowQueryMs: -1 },
      "slowQueryMs takes a number of milliseconds from 0.",
      undefined,
    ],
    [
      { database, strictLoading: "log" },
      'strictLoading takes true, false or "nPlusOneOnly", or { mode, violation }.',
      'Write strictLoading: { mode: true, violation: "log" }.',
    ],
    [
      { database, strictLoading: { mode: "all" } },
      'strictLoading.mode takes true, false or "nPlusOneOnly".',
      undefined,
    ],
    [
      { database, strictLoading: { violation: "warn" } },
      'strictLoading.violation takes "raise" or "log".',
      undefined,
    ],
    [
      { database, strictLoading: { violations: "log" } },
      "strictLoading.violations is not an option.",
      "Did you mean strictLoading.violation?",
    ],
    [
      { database: undefined },
      "database is missing.",
      "Write connect({ database: 'postgres://…' }) or connect({ database: 'pglite:memory' }).",
    ],
    [{ database: "" }, "database is missing.", undefined],
    [
      { database: 5 },
      "database takes a URL or its parts, not a number.",
      "Write for instance postgres://user:password@localhost:5432/shop or pglite:.arx/data.",
    ],
    [
      { database: null },
      "database takes a URL or its parts, not null.",
      undefined,
    ],
    [
      { database: [database] },
      "database takes a URL or its parts, not an array.",
      undefined,
    ],
    [
      { database: { user: 5 } },
      "database.user takes a text, not a number.",
      undefined,
    ],
  ])("refuse %j", async (options, message, hint) => {
    const refused = connect(options);
    await expect(refused).rejects.toMatchObject({
      name: "ConfigError",
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  });
});

describe("A database that names no user", () => {
  it("is refused where the one of the operating system has no name, as in a container", async () => {
    const asked = jest.spyOn(os, "userInfo").mockImplementation(() => {
      throw new Error("uv_os_get_passwd returned ENOENT (no such file)");
    });
    await expect(
      connect({ database: "postgres://localhost/d" }),
    ).rejects.toMatchObject({
      name: "ConfigError",
      message:
        "The database names no user, and the one that this process runs as has no name.",
      hint: "Name the user: postgres://user@localhost/shop, or user beside host.",
    });
    asked.mockRestore();
  });
});

describe("The version of the server", () => {
  it("is known by its major number", () => {
    expect(checkServerVersion(180004)).toBe(18);
    expect(checkServerVersion(140000)).toBe(14);
  });

  it.each([
    [130014, "The server runs PostgreSQL 13.14; arx needs 14 or newer."],
    [90603, "The server runs PostgreSQL 9.6.3; arx needs 14 or newer."],
  ])("is refused when it is %s", (number, message) => {
    expect(() => checkServerVersion(number)).toThrow(message);
  });
});
