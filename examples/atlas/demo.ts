import { ArxError, connect } from "arx";
import type { Database } from "arx";
import { migrate } from "arx/migration";
import { runSeeds } from "arx/seed";
import config from "../../arx.config";
import { printAnswers } from "./demo/answers";
import { runBench } from "./demo/bench";
import { watchSeeds } from "./demo/progress";
import { models } from "./models";

const {
  database = "pglite:memory",
  migrations = "migrations",
  seeds = [],
} = config;

/** Migrates, seeds and asks; `--bench` measures how fast the cities come in instead. */
async function main(): Promise<void> {
  const db = await connect({ database, models });
  try {
    console.log(`Database: ${db.label}`);
    await prepare(db);
    if (!process.argv.includes("--bench")) await printAnswers();
    else if (!(await runBench(db))) process.exitCode = 1;
  } finally {
    await db.close();
  }
}

/** The second time there is nothing to do. */
async function prepare(db: Database): Promise<void> {
  console.log("Migrations");
  const applied = await migrate(db, { directory: migrations });
  for (const { id, name } of applied) console.log(`  ${id}_${name}: applied`);
  if (applied.length === 0) console.log("  nothing pending");
  console.log("Seeds");
  await runSeeds(db, { seeds, models, onEvent: watchSeeds() });
}

main().catch((error: unknown) => {
  console.error(
    error instanceof ArxError
      ? `${error.message}\n  ${error.hint ?? ""}`
      : error,
  );
  process.exitCode = 1;
});
