import type { PGlite } from "@electric-sql/pglite";
import { joinTar, readTar } from "../util/tar";
import { isOwnName } from "./pglite-directory";
import {
  extensionNames,
  offerFiles,
  readExtensionFiles,
} from "./pglite-extensions";
import { StartReport } from "./pglite-start-report";
import { sessionSetup } from "./session-settings";

/** What is used of PGlite. */
type Instance = Pick<
  PGlite,
  "query" | "exec" | "dumpDataDir" | "parsers" | "serializers"
>;

/** A running PGlite. */
export interface Engine {
  readonly pglite: Instance;
  /** The names of the extensions that it can create. */
  readonly extensions: readonly string[];
  /** The whole database as a tar archive of its directory. No transaction may be open. */
  archive(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Where a PGlite keeps its files, and what it begins with. */
export interface EngineSource {
  /** Undefined keeps them in memory. */
  readonly directory: string | undefined;
  /** What to begin with where there is no database yet; undefined makes an empty one, which takes seconds. */
  readonly archive: Uint8Array | undefined;
}

/**
 * Starts PGlite.
 * @throws ConnectionError with PostgreSQL's own words when it cannot
 */
export async function startEngine(source: EngineSource): Promise<Engine> {
  const { directory, archive } = source;
  // Loaded here and not above: its WebAssembly takes a while that most programs never need.
  const [{ PGlite }, files] = await Promise.all([
    import("@electric-sql/pglite"),
    readExtensionFiles(),
  ]);
  const report = new StartReport(directory);
  const pglite = new PGlite({
    // The prefix keeps a directory such as "idb://x" from meaning something else to PGlite.
    dataDir: directory === undefined ? "memory://" : `file://${directory}`,
    extensions: { atHand: offerFiles(files) },
    onStderr: (line) => report.read(line),
    ...(archive === undefined ? {} : { loadDataDir: new Blob([archive]) }),
  });
  try {
    await pglite.waitReady;
  } catch (error) {
    throw report.explain(error);
  }
  report.end();
  keepText(pglite);
  await pglite.exec(sessionSetup);
  return {
    pglite,
    extensions: extensionNames(files),
    archive: () => archiveOf(pglite),
    close: () => pglite.close(),
  };
}

/** Takes PGlite's own conversions out: without a serializer it sends text, and types it has no parser for stay text. */
function keepText(pglite: Instance): void {
  pglite.serializers = {};
  for (const typeId of Object.keys(pglite.parsers))
    pglite.parsers[typeId] = (text) => text;
}

async function archiveOf(pglite: Instance): Promise<Uint8Array> {
  // Whoever starts from the archive need not repeat what happened since the last one.
  await pglite.exec("checkpoint");
  const dump = await pglite.dumpDataDir("none");
  const entries = readTar(new Uint8Array(await dump.arrayBuffer()));
  return joinTar(
    entries.filter(({ path }) => !isOwnName(path.split("/")[0] ?? "")),
  );
}
