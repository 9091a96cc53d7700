import type { Database } from "../database/database";
import { SeedError } from "../errors/seed-error";
import {
  createSeedLedger,
  findSeedLedger,
  recordSeed,
  seedLedgerFormat,
  selectSeedLedger,
} from "../sql/seed-ledger";
import { ledgerName } from "./plan";
import type { RecordedSeeds } from "./plan";
import type { EntryResult } from "./run-unit";

/** Makes the ledger where there is none. */
export async function createLedger(database: Database): Promise<void> {
  await database.send(createSeedLedger);
}

/** What has run; a database without a ledger has run nothing, and none is made here. */
export async function readLedger(database: Database): Promise<RecordedSeeds> {
  const found = await database.send(findSeedLedger);
  if (found.rows[0]?.[0] !== "t") return new Map();
  const { rows } = await database.send(selectSeedLedger);
  return new Map(
    rows.map((cells) => {
      // `name` and `format` are never null.
      const [name, checksum, format] = cells as readonly [
        string,
        string | null,
        string,
      ];
      if (Number(format) > seedLedgerFormat) refuseNewer(name);
      return [name, checksum ?? undefined];
    }),
  );
}

function refuseNewer(name: string): never {
  throw new SeedError(
    "The ledger arx_seeds was written by a newer version of arx.",
    name,
    {
      hint: "Update arx: npm install arx@latest",
    },
  );
}

/** Notes a seed that has run, in the transaction that holds its rows; one that shall run every time is not noted. */
export async function noteSeed(
  database: Database,
  environment: string,
  result: EntryResult,
): Promise<void> {
  const { entry, inserted, updated } = result;
  if (entry.kind === "file" && !entry.seed.isRecorded) return;
  const { kind, checksum } = entry;
  const name = ledgerName(entry);
  await database.send(
    recordSeed({ name, kind, checksum, environment, inserted, updated }),
  );
}
