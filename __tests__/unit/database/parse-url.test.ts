import { resolveConnection } from "../../../lib/database/connection-options";
import { describeConnection } from "../../../lib/driver/connection-options";
import type { PostgresOptions } from "../../../lib/driver/connection-options";
import { ConfigError } from "../../../lib/errors/database-error";

const resolve = (url: string): PostgresOptions => {
  const options = resolveConnection(url, {});
  if (options.kind !== "postgres") throw new TypeError("not a server");
  return options;
};

describe("The URL of a PostgreSQL database", () => {
  it.each([
    [
      "postgres://u:p@h:1/d",
      { host: "h", port: 1, user: "u", password: "p", database: "d" },
    ],
    ["postgresql://u:p@h/d", { port: 5432 }],
    ["postgres://u:a:b@h/d", { password: "a:b" }],
    ["postgres://u:a%40b%2Fc%23d%3F%25e@h/d", { password: "a@b/c#d?%e" }],
    ["postgres://u:p%20%C3%A4@h/d", { password: "p ä" }],
    ["postgres://u:@h/d", { password: "" }],
    ["postgres://u@h/d", { password: "" }],
    ["postgres://u%40corp@h/d", { user: "u@corp" }],
    [
      "postgres://u@h/with%20space/and%2Fslash",
      { database: "with space/and/slash" },
    ],
    ["postgres://u@h", { database: "u" }],
    ["postgres://u@[::1]:5433/d", { host: "::1", port: 5433 }],
    ["postgres:///d", { host: "localhost", database: "d" }],
    ["postgres://u@/d?host=/run/postgresql", { host: "/run/postgresql" }],
    ["postgres://u@%2Frun%2Fpostgresql/d", { host: "/run/postgresql" }],
    ["postgres://u@h/d?connect_timeout=3", { connectTimeoutMs: 3000 }],
    [
      "postgres://u@h/d?options=-c%20search_path%3Da",
      { sessionOptions: "-c search_path=a" },
    ],
    ["postgres://u@h/d?application_name=shop", { applicationName: "shop" }],
    [
      "postgres://u@h/d",
      {
        applicationName: "arx",
        connectTimeoutMs: 10_000,
        tls: {
          mode: "disable",
          rootCertificate: undefined,
          options: undefined,
        },
      },
    ],
    [
      "postgres://u@h/d?sslmode=verify-full&sslrootcert=/ca.pem",
      {
        tls: {
          mode: "verify-full",
          rootCertificate: "/ca.pem",
          options: undefined,
        },
      },
    ],
  ])("reads %s", (url, expected) => {
    expect(resolve(url)).toMatchObject(expected);
  });

  it.each([
    ["postgres://u:s3cr3t#x@h/d", "The database URL cannot be read."],
    ["postgres://u:s3cr3t@h:port/d", "The database URL cannot be read."],
    [
      "postgres://u:s3cr3t%@h/d",
      "The password in the database URL is not percent-encoded correctly.",
    ],
    [
      "postgres://u:s3cr3t@h/d?sslmod=require",
      'The database URL has a parameter "sslmod" that arx does not know.',
    ],
    [
      "postgres://u:s3cr3t@h/d?sslmode=allow",
      "sslmode in the database URL takes disable, prefer, require, verify-ca, verify-full.",
    ],
    [
      "postgres://u:s3cr3t@h/d?connect_timeout=soon",
      "connect_timeout in the database URL takes a number of seconds above 0.",
    ],
    [
      "mysql://u:s3cr3t@h/d",
      "database takes postgres://…, pglite:DIRECTORY or pglite:memory.",
    ],
    [
      "s3cr3t",
      "database takes postgres://…, pglite:DIRECTORY or pglite:memory.",
    ],
  ])("refuses %s without quoting it", (url, message) => {
    const refuse = (): unknown => resolve(url);
    expect(refuse).toThrow(ConfigError);
    expect(refuse).toThrow(message);
    try {
      refuse();
    } catch (error) {
      expect(
        JSON.stringify([
          error,
          String(error),
          (error as ConfigError).hint,
          (error as ConfigError).cause,
        ]),
      ).not.toContain("s3cr3t");
    }
  });

  it("is shown without the password", () => {
    expect(
      describeConnection(
        resolve("postgres://u%40corp:s3cr3t@[::1]:5433/d%20e"),
      ),
    ).toBe("postgres://u%40corp@[::1]:5433/d%20e");
    expect(
      describeConnection(resolve("postgres://u:s3cr3t@/d?host=/run/pg")),
    ).toBe("postgres://u@%2Frun%2Fpg:5432/d");
  });

  it("may be given part by part", () => {
    const address = {
      host: "h",
      port: 1,
      user: "u",
      password: "p#",
      database: "d",
      applicationName: "a",
    };
    expect(resolveConnection(address, {})).toMatchObject(address);
    expect(() => resolveConnection({ hots: "h" } as object, {})).toThrow(
      "database.hots is not an option.",
    );
  });
});

describe("A PGlite address", () => {
  it.each([
    ["pglite:memory", undefined],
    ["pglite:.arx/data", ".arx/data"],
    ["pglite:/var/data", "/var/data"],
    ["pglite:C:\\data", "C:\\data"],
  ])("reads %s", (text, directory) => {
    expect(resolveConnection(text, {})).toEqual({ kind: "pglite", directory });
  });

  it.each(["pglite:", "pglite://data"])("refuses %s", (text) => {
    expect(() => resolveConnection(text, {})).toThrow(
      "After pglite: comes a directory or the word memory.",
    );
  });
});
