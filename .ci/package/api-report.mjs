// The public API as text, one file for each entry point, in `api/`: what a change does to it shows up in its diff.
// Types that are reachable but not exported are in it too, without the word `export`.
//
//     npm run build && npm run update:api
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const folder = "api";

/** Throws when a report differs from what is built. */
export function compareApiReports() {
  const changed = createReports().filter(
    ({ file, text }) =>
      !existsSync(file) || readFileSync(file, "utf8") !== text,
  );
  if (changed.length === 0) return;
  throw new Error(
    `The public API is not what these say: ${changed.map(({ file }) => file).join(", ")}\n` +
      changed.map(describeDifference).join("\n") +
      "\nWhen the change is meant: npm run build && npm run update:api, and commit the difference.",
  );
}

/** Writes the reports anew. */
export function updateApiReports() {
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of createReports()) writeFileSync(file, text);
}

function createReports() {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
  const temporary = mkdtempSync(join(tmpdir(), "arx-api-"));
  try {
    const reports = Object.entries(exports)
      .filter(([, target]) => target.types !== undefined)
      .map(([path, { types }]) => {
        const entry = join("arx", path);
        const name = entry.replaceAll("/", "-");
        const text = createReport(resolve(types), name, temporary);
        return {
          file: join(folder, `${name}.api.md`),
          text: text.replace(/^## .*/, `## The public API of \`${entry}\``),
        };
      });
    return reports.map(({ file, text }, index) => ({
      file,
      text: index === 0 ? text : withoutKnown(text, reports[0].text),
    }));
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function createReport(types, name, temporary) {
  const off = { logLevel: "none" };
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: resolve("package.json"),
    configObject: {
      projectFolder: process.cwd(),
      mainEntryPointFilePath: types,
      newlineKind: "lf",
      compiler: { overrideTsconfig: { ...compilerSettings, files: [types] } },
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportFileName: name,
        reportFolder: temporary,
        reportTempFolder: join(temporary, "temporary"),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: "error" } },
        // No release tags here, and `npm run check:docs` looks after comments.
        extractorMessageReporting: { default: off },
        tsdocMessageReporting: { default: off },
      },
    },
  });
  const { errorCount } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === "error") console.error(message.text);
      message.handled = true;
    },
  });
  if (errorCount > 0)
    throw new Error(`The declarations of ${name} do not compile.`);
  return tidy(readFileSync(join(temporary, `${name}.api.md`), "utf8"));
}

const compilerSettings = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2023", "esnext.disposable"],
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
  },
};

/** Without the lines that stand above every symbol and say nothing here. */
function tidy(report) {
  return report
    .replace(
      /^ *\/\/ (@public|@public \(undocumented\)|\(undocumented\))\n/gm,
      "",
    )
    .replace(
      /^\/\/ \(No @packageDocumentation comment for this package\)\n\n/m,
      "",
    );
}

/** Without the declarations that the report of `arx` has, word for word: a change shows once. */
function withoutKnown(report, main) {
  const known = new Set(main.split("\n\n").map(asReachable));
  return report
    .split("\n\n")
    .filter((block) => !(isDeclaration.test(block) && known.has(block)))
    .join("\n\n");
}

const isDeclaration = /^(abstract|class|const|function|interface|type) /;

/** A declaration as it looks where it is not exported. */
function asReachable(block) {
  return block.replace(/^export /, "");
}

/** The first lines that differ. */
function describeDifference({ file, text }) {
  const before = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  const after = text.split("\n");
  const list = (sign, lines, others) =>
    lines
      .filter((line) => line.trim() !== "" && !others.includes(line))
      .slice(0, 10)
      .map((line) => `  ${sign} ${line.trim()}`);
  return [file, ...list("-", before, after), ...list("+", after, before)].join(
    "\n",
  );
}
