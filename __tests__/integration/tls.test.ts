import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "../../lib/database/current";
import type { PoolOptions } from "../../lib/database/pool-options";
import { OwnServer } from "../support/own-server";

const directory = join(__dirname, "..", "support", "tls");
const certificateFile = join(directory, "certificate.pem");

/** The server that the suite starts itself; it runs without TLS until this file turns it on, which disturbs nobody. */
const plainUrl = process.env["ARX_TEST_EMBEDDED_URL"] ?? "";

const addressOf = (
  host: string,
  parameters: Record<string, string> = {},
): string => {
  const url = new URL(plainUrl);
  url.hostname = host;
  for (const [name, value] of Object.entries(parameters))
    url.searchParams.set(name, value);
  return url.href;
};

const isEncrypted = async (
  database: string,
  pool: PoolOptions = {},
): Promise<unknown> => {
  const db = await connect({ database, pool: { min: 0, ...pool } });
  const { ssl } = await db.one(
    "select ssl from pg_stat_ssl where pid = pg_backend_pid()",
  );
  await db.close();
  return ssl;
};

describe("TLS", () => {
  it("names the file of the certificate authority that cannot be read, before it connects", async () => {
    for (const sslmode of ["require", "verify-ca", "verify-full"])
      await expect(
        isEncrypted(
          `postgres://u@127.0.0.1:1/d?sslmode=${sslmode}&sslrootcert=/nowhere/ca.pem`,
        ),
      ).rejects.toMatchObject({
        name: "ConfigError",
        message: "The certificate authority in /nowhere/ca.pem cannot be read.",
        hint: "Correct sslrootcert, or pass pool: { ssl: { ca } }.",
      });
  });

  it("is refused by a server that has none, unless it is only preferred", async () => {
    await expect(
      isEncrypted(addressOf("127.0.0.1", { sslmode: "require" })),
    ).rejects.toMatchObject({
      message: expect.stringContaining(
        "The server does not offer TLS.",
      ) as string,
      hint: "Turn it on at the server, or use sslmode=disable.",
    });
    expect(
      await isEncrypted(addressOf("127.0.0.1", { sslmode: "prefer" })),
    ).toBe(false);
  });

  describe("on a server that has it", () => {
    beforeAll(async () => {
      const db = await connect({ database: plainUrl });
      const write = (from: string, to: string): string =>
        `copy (select unnest(string_to_array('${readFileSync(join(directory, from), "utf8").trim()}', E'\\n'))) to program 'umask 077; cat > ${to}'`;
      await db.script(write("certificate.pem", "server.crt"));
      await db.script(write("key.pem", "server.key"));
      await db.execute("alter system set ssl = on");
      await db.query("select pg_reload_conf()");
      await db.close();
      while (
        (await isEncrypted(addressOf("127.0.0.1", { sslmode: "prefer" }))) !==
        true
      )
        continue;
    });

    afterAll(async () => {
      const db = await connect({ database: plainUrl });
      await db.execute("alter system reset ssl");
      await db.query("select pg_reload_conf()");
      await db.close();
    });

    it("is off unless asked for", async () => {
      expect(await isEncrypted(addressOf("127.0.0.1"))).toBe(false);
      expect(
        await isEncrypted(addressOf("127.0.0.1", { sslmode: "disable" })),
      ).toBe(false);
    });

    it("encrypts, and checks as much as the mode says", async () => {
      expect(
        await isEncrypted(addressOf("127.0.0.1", { sslmode: "require" })),
      ).toBe(true);
      const known = { sslrootcert: certificateFile };
      expect(
        await isEncrypted(
          addressOf("127.0.0.1", { sslmode: "verify-ca", ...known }),
        ),
      ).toBe(true);
      expect(
        await isEncrypted(
          addressOf("localhost", { sslmode: "verify-full", ...known }),
        ),
      ).toBe(true);
      // The certificate is for the name localhost.
      await expect(
        isEncrypted(
          addressOf("127.0.0.1", { sslmode: "verify-full", ...known }),
        ),
      ).rejects.toMatchObject({
        code: "CONNECTION",
        message: expect.stringContaining(
          "Hostname/IP does not match certificate's altnames",
        ) as string,
        hint: "Connect by the name that the certificate is for, or check the signer alone: sslmode=verify-ca.",
      });
    });

    it("refuses a certificate that nobody known has signed", async () => {
      for (const sslmode of ["verify-full", "verify-ca"])
        await expect(
          isEncrypted(addressOf("localhost", { sslmode })),
        ).rejects.toMatchObject({
          code: "CONNECTION",
          message: expect.stringContaining("self-signed certificate") as string,
          hint: "Name the authority that signed it: sslrootcert=/path/to/ca.pem, or pool: { ssl: { ca } }.",
        });
    });

    it("takes true, a mode or Node's own options in pool.ssl, which win over the URL", async () => {
      const ca = readFileSync(certificateFile);
      expect(await isEncrypted(addressOf("localhost"), { ssl: { ca } })).toBe(
        true,
      );
      expect(
        await isEncrypted(addressOf("localhost", { sslmode: "disable" }), {
          ssl: "require",
        }),
      ).toBe(true);
      expect(
        await isEncrypted(addressOf("localhost", { sslmode: "require" }), {
          ssl: false,
        }),
      ).toBe(false);
      await expect(
        isEncrypted(addressOf("localhost"), { ssl: true }),
      ).rejects.toThrow("self-signed certificate");
    });

    it("survives ended sessions as a plain connection does", async () => {
      const db = await connect({
        database: addressOf("127.0.0.1", { sslmode: "require" }),
        pool: { min: 2, max: 2 },
      });
      const onlooker = await connect({ database: plainUrl, name: "onlooker" });
      await onlooker.query(
        "select pg_terminate_backend(pid) from pg_stat_ssl where ssl",
      );
      expect(await db.one("select 1 as n")).toEqual({ n: 1 });
      await onlooker.close();
      await db.close();
    });

    it("carries the request to cancel a statement", async () => {
      const db = await connect({
        database: addressOf("127.0.0.1", { sslmode: "require" }),
        pool: { min: 0, max: 1 },
      });
      await expect(
        db.query("select pg_sleep(30)", [], { timeoutMs: 100 }),
      ).rejects.toMatchObject({
        message:
          "The statement took longer than 100 ms and was cancelled at the server.",
      });
      expect(await db.one("select 1 as n")).toEqual({ n: 1 });
      expect(db.stats().total).toBe(1);
      await db.close();
    });
  });

  describe("with certificates of the clients", () => {
    let server: OwnServer;

    beforeAll(async () => {
      server = await OwnServer.create();
      const admin = await connect({ database: server.url, pool: { min: 0 } });
      // The name in the certificate.
      await admin.script("create role localhost login");
      await admin.close();
      await server.write("server.crt", readFileSync(certificateFile, "utf8"));
      await server.write(
        "server.key",
        readFileSync(join(directory, "key.pem"), "utf8"),
      );
      await server.set({ ssl: "on", ssl_ca_file: "server.crt" });
      await server.write("pg_hba.conf", "hostssl all all 127.0.0.1/32 cert\n");
      await server.stop();
      await server.start();
    }, 60_000);

    afterAll(() => server.delete());

    it("leaves no error behind that ends the process when sessions are refused", async () => {
      const refused = Array.from({ length: 40 }, () =>
        isEncrypted(
          `postgres://localhost@127.0.0.1:${String(server.port)}/postgres?sslmode=require`,
        ),
      );
      for (const outcome of await Promise.allSettled(refused))
        expect(outcome).toMatchObject({ reason: { sqlState: "28000" } });
      // What is written late fails in a later turn.
      await new Promise((resolve) => setImmediate(resolve));
    });

    it("sends the one of pool.ssl, and says that the server wants one", async () => {
      const database = `postgres://localhost@127.0.0.1:${String(server.port)}/postgres`;
      const ca = readFileSync(certificateFile);
      const key = readFileSync(join(directory, "key.pem"));
      const known = { ca, servername: "localhost" };
      expect(
        await isEncrypted(database, { ssl: { ...known, cert: ca, key } }),
      ).toBe(true);
      await expect(isEncrypted(database, { ssl: known })).rejects.toMatchObject(
        {
          sqlState: "28000",
          message: expect.stringContaining(
            "connection requires a valid client certificate",
          ) as string,
        },
      );
      await expect(isEncrypted(database, { ssl: false })).rejects.toMatchObject(
        {
          sqlState: "28000",
          message: expect.stringContaining("no encryption") as string,
          hint: "Check the user, and pg_hba.conf at the server: it may want TLS (sslmode=require) or a client certificate (pool.ssl).",
        },
      );
    });
  });
});
