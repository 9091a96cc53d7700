import type {
  RunSeedsOptions,
  SeedOutcome,
  SeedReport,
} from "../../lib/seed/index";
import type { Arguments } from "../arguments";
import type { CommandDefinition } from "../command";
import type { Context } from "../context";
import { ExitCode } from "../exit-code";
import { loadFile } from "../load-file";
import { printOutcome, watchSeeds } from "../seed-progress";

export const command: CommandDefinition = {
  name: "seed",
  describe: "Run the seeds that have not run yet",
  positionals: {},
  options: {
    only: { type: "list", describe: "Run this seed alone; repeat for several" },
    env: {
      type: "text",
      describe: "The environment (ARX_ENV, NODE_ENV, development)",
    },
    force: { type: "flag", describe: "Run what ran before as well" },
    "dry-run": {
      type: "flag",
      describe: "Say what would run, change nothing",
    },
    "lock-wait": {
      type: "number",
      describe:
        "Milliseconds to wait for another process that seeds or migrates (60000)",
    },
  },
  async run(context, args) {
    const { checkPending } = await import("../../lib/migration/index.js");
    const { runSeeds } = await import("../../lib/seed/index.js");
    const options = await readOptions(context, args);
    const { migrations } = await context.config();
    const database = await context.connect();
    await checkPending(database, { directory: migrations });
    const report = await runSeeds(database, options);
    if (args.flag("dry-run"))
      for (const outcome of report.seeds) printOutcome(context.output, outcome);
    context.output.line(summarize(report));
    context.output.document(report);
    return ExitCode.ok;
  },
};

async function readOptions(
  context: Context,
  args: Arguments,
): Promise<RunSeedsOptions> {
  const definitions = await context.loadModels();
  const { seeds } = await context.config();
  const only = args.list("only");
  return {
    models: definitions.map(({ model }) => model),
    seeds: await context.findFiles(seeds),
    load: loadFile,
    signal: context.signal,
    env: args.text("env"),
    only: only.length === 0 ? undefined : only,
    dryRun: args.flag("dry-run"),
    force: args.flag("force"),
    lockWaitMs: args.number("lock-wait"),
    onEvent: await watchSeeds(context.output),
  };
}

function summarize({ environment, seeds }: SeedReport): string {
  const count = (action: SeedOutcome["action"]): number =>
    seeds.filter((outcome) => outcome.action === action).length;
  const ran =
    count("planned") > 0
      ? `${String(count("planned"))} would run`
      : `${String(count("ran"))} ran`;
  return `Environment ${environment}: ${ran}, ${String(count("skipped"))} skipped.`;
}
