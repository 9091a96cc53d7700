import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { ConfigError } from "../errors/database-error";
import { readTar } from "../util/tar";

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** The archive of a database as it is handed out and kept: compressed quickly to an eighth. */
export async function packSnapshot(archive: Uint8Array): Promise<Uint8Array> {
  return zip(archive, { level: 1 });
}

/**
 * The archive in what `packSnapshot` gave.
 * @throws ConfigError when it is something else, or damaged
 */
export async function unpackSnapshot(bytes: Uint8Array): Promise<Uint8Array> {
  const archive = await unzip(bytes).catch(() => undefined);
  const isSnapshot =
    archive !== undefined &&
    readTar(archive).some(({ path }) => path === "PG_VERSION");
  if (isSnapshot) return archive;
  throw new ConfigError("snapshot is not what db.snapshot() gave, or damaged.");
}
