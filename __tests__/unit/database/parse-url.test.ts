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
    ["postgres://u:@h/d", { user: "u", password: "", host: "h" }],
    ["postgres://u:a:b:c@h/d", { password: "a:b:c" }],
    ["postgres://u:a@b@h/d", { password: "a@b", host: "h" }],
    ["postgres://u:a b@h/d", { password: "a b" }],
    ["postgres://u:%2F%2F%3F%23%40%3A@h/d", { password: "//?#@:" }],
    ["postgres://%C3%A4:p@h/%E6%97%A5", { user: "ä", database: "日" }],
    ["postgres://u:p@h:6543/d", { port: 6543 }],
    ["postgres://u@h/a/b", { database: "a/b" }],
    ["postgres://u@h/d e", { database: "d e" }],
    ["postgres://u@h/", { database: "u" }],
    ["postgres://[2001:db8::1]/d", { host: "2001:db8::1", port: 5432 }],
    ["postgres://u:p@[::1]/d", { host: "::1", password: "p" }],
    ["postgres://u@db.Example.com/d", { host: "db.Example.com" }],
    [
      "postgres://u@h/d?sslmode=require&application_name=shop%20x&connect_timeout=2.5&options=-c%20a%3Db%20-c%20c%3Dd&sslrootcert=",
      {
        applicationName: "shop x",
        connectTimeoutMs: 2500,
        sessionOptions: "-c a=b -c c=d",
        tls: {
          mode: "require",
          rootCertificate: undefined,
          options: undefined,
        },
      },
    ],
    ["postgres://u@h/d?application_name=a+b", { applicationName: "a b" }],
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
    ["postgres://u:s3cr3t@h:99999/d", "The database URL cannot be read."],
    [
      "postgres://u:s3cr3t@h:0/d",
      "The port of a database is a number from 1 to 65535.",
    ],
    ["postgres://u:s3cr3t@my host/d", "The database URL cannot be read."],
    ["postgres:u:s3cr3t@h/d", "The database URL cannot be read."],
    ["postgres:/u:s3cr3t@h/d", "The database URL cannot be read."],
    // A password of digits with a character that was not encoded.
    ["postgres://u:123/s3cr3t@h/d", "The database URL cannot be read."],
    ["postgres://u:123?s3cr3t@h/d", "The database URL cannot be read."],
    ["postgres://u:123#s3cr3t@h/d", "The database URL cannot be read."],
    ["postgres://u:123#s3cr3t", "The database URL cannot be read."],
    ["postgres://u:s3cr3t@a,b/d", "The database URL names several hosts."],
    ["postgres://u:s3cr3t@a:1,b:2/d", "The database URL names several hosts."],
    [
      "postgres://u:s3cr3t@/d?host=a,b",
      "The database URL names several hosts.",
    ],
    [
      "postgres://u:s3cr3t@h/d?sslmode=require&sslmode=disable",
      'The database URL has the parameter "sslmode" more than once.',
    ],
    [
      "postgres://u:s3cr3t@h/d?password=s3cr3t",
      'The database URL has a parameter "password" that arx does not know.',
    ],
    [
      "postgres://u:s3cr3t@h/d?connect_timeout=0",
      "connect_timeout in the database URL takes a number of seconds above 0.",
    ],
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

  it.each([
    [
      "target_session_attrs=read-write",
      "Remove it and name one server: arx connects to the host that the URL names.",
    ],
    ["sslcert=/a.pem", "Remove it and pass pool: { ssl: { cert, key, ca } }."],
    ["sslmod=require", "Did you mean sslmode?"],
    [
      "zzz=1",
      "Remove it. Known: host, application_name, options, sslmode, sslrootcert, connect_timeout.",
    ],
  ])("says what to write instead of %s", (parameter, hint) => {
    const refuse = (): unknown => resolve(`postgres://u:p@h/d?${parameter}`);
    expect(refuse).toThrow(expect.objectContaining({ hint }) as Error);
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

  it.each([
    [{ port: 0 }, "The port of a database is a number from 1 to 65535."],
    [{ port: "5432" }, "The port of a database is a number from 1 to 65535."],
    [{ password: 1234 }, "database.password takes a text, not a number."],
    [{ host: null }, "database.host takes a text, not null."],
    [{ host: "a,b" }, "The database URL names several hosts."],
  ])("is refused part by part: %j", (address, message) => {
    expect(() => resolveConnection(address as object, {})).toThrow(
      new ConfigError(message),
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
