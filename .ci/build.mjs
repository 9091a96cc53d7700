// Compiles lib and cli into dist, from scratch, so that no file of an earlier build stays behind.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";

rmSync("dist", { recursive: true, force: true });
const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(
  process.execPath,
  [compiler, "-p", "tsconfig.build.json"],
  { stdio: "inherit" },
);
if (existsSync("dist/cli/main.js")) chmodSync("dist/cli/main.js", 0o755);
process.exit(status ?? 1);
