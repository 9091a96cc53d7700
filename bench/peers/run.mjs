// Compares arx with what else there is. See bench/README.md, "Peers".
//
//     npm run bench -- --help
import { execFileSync } from "node:child_process";
import { setMaxListeners } from "node:events";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { bundle, findEntryPoints } from "../../.ci/bundle.mjs";
import { readOptions } from "./options.mjs";

const here = import.meta.dirname;
const root = join(here, "../..");
const options = readOptions();
installPeers();
process.chdir(root);
// Ends the contestants; the database is dropped on the way out.
const interruption = new AbortController();
setMaxListeners(0, interruption.signal);
process.once("SIGINT", () => interruption.abort());
const ownBuild = join(root, `.arx/bench-${process.pid}`);
try {
  process.env.ARX_BENCH_LIBRARY = await provideLibrary();
  const { main } = await import("./main.mjs");
  await main(options, interruption.signal);
} finally {
  rmSync(ownBuild, { recursive: true, force: true });
}

/** Makes of `lib` what the build makes of it, without its declarations: it is measured as it is now. */
async function provideLibrary() {
  if (options.built) return join(root, "dist/lib/index.js");
  await bundle(findEntryPoints(), ownBuild);
  return join(ownBuild, "index.js");
}

/** Installs what the lock file says, unless it is there. */
function installPeers() {
  const wanted = statSync(join(here, "package-lock.json")).mtimeMs;
  const installed = statSync(join(here, "node_modules/.package-lock.json"), {
    throwIfNoEntry: false,
  });
  if (installed !== undefined && installed.mtimeMs >= wanted) return;
  execFileSync("npm", ["ci", "--prefix", here, "--no-audit", "--no-fund"], {
    stdio: "inherit",
  });
}
