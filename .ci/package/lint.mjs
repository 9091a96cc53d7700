import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { runNode } from "./run.mjs";

const require = createRequire(import.meta.url);

/** publint, down to its suggestions: there is nothing we do not follow. */
export async function runPublint({ tarball }) {
  const { buffer } = new Uint8Array(readFileSync(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: buffer } });
  if (messages.length > 0)
    throw new Error(
      messages
        .map((message) => formatMessage(message, pkg, { color: false }))
        .join("\n"),
    );
}

/**
 * Are the types wrong? For every way of resolving modules but `node10`: it knows no "exports", and so no
 * `arx/migration`; TypeScript 6 calls it deprecated and 7 has it no more. No rule is ignored.
 */
export async function runAttw({ tarball }) {
  const manifest = require.resolve("@arethetypeswrong/cli/package.json");
  const { bin } = require(manifest);
  await runNode([
    join(dirname(manifest), bin.attw),
    tarball,
    "--profile",
    "node16",
    "--no-color",
    "--no-emoji",
  ]);
}
