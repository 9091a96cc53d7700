// Packs the package as npm would publish it and uses it as its users do: read by the tools that judge packages, then
// installed into an empty folder and loaded from CommonJS, from ES modules, from both at once, from the command, and
// from TypeScript projects compiled by every version that is supported.
//
//     npm run check:package            after npm run build
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareApiReports } from "./package/api-report.mjs";
import { checkContents } from "./package/contents.mjs";
import { checkImports } from "./package/imports.mjs";
import { installPackage } from "./package/install.mjs";
import { runAttw, runPublint } from "./package/lint.mjs";
import { pack } from "./package/pack.mjs";
import {
  checkCommand,
  checkCommonJs,
  checkEsm,
  checkOneRegistry,
  createDatabase,
} from "./package/javascript-projects.mjs";
import { typescriptSteps } from "./package/typescript-projects.mjs";

const folder = mkdtempSync(join(tmpdir(), "arx-package-"));
let passed = 0;
let failed = 0;

try {
  const packed = await step("pack", () => pack(folder));
  if (packed !== undefined) {
    await step("contents", () => checkContents(packed));
    await step("publint", () => runPublint(packed));
    await step("attw", () => runAttw(packed));
  }
  await step("API report", compareApiReports);
  if (
    packed !== undefined &&
    (await step("install", () => installPackage(packed, folder)))
  ) {
    await step("imports", () => checkImports(folder));
    await step("database", () => createDatabase(folder));
    await step("CommonJS project", () => checkCommonJs(folder));
    await step("ES module project", () => checkEsm(folder));
    await step("one registry", () => checkOneRegistry(folder));
    await step("command", () => checkCommand(folder));
    for (const [name, run] of typescriptSteps(folder)) await step(name, run);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`package: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs one step and says how it went; undefined when it failed. What a step returns with `note` is printed. */
async function step(name, run) {
  const started = performance.now();
  const took = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    const result = (await run()) ?? {};
    const note = result.note === undefined ? "" : `: ${result.note}`;
    console.log(`ok      ${name}${note} (${took()})`);
    passed++;
    return result;
  } catch (error) {
    console.log(`FAILED  ${name} (${took()})\n${indent(error.message)}`);
    failed++;
    return undefined;
  }
}

function indent(text) {
  return text.trimEnd().replace(/^/gm, "        ");
}
