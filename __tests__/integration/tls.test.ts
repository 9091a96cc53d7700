import { readFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "../../lib/database/current";
import type { PoolOptions } from "../../lib/database/pool-options";

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
      ).rejects.toThrow("Cannot connect to");
    });

    it("refuses a certificate that nobody known has signed", async () => {
      await expect(
        isEncrypted(addressOf("localhost", { sslmode: "verify-full" })),
      ).rejects.toThrow("self-signed certificate");
      await expect(
        isEncrypted(addressOf("localhost", { sslmode: "verify-ca" })),
      ).rejects.toThrow("self-signed certificate");
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
  });
});
