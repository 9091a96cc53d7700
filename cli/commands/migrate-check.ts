import type { CommandDefinition } from "../command";
import { ExitCode } from "../exit-code";

export const command: CommandDefinition = {
  name: "migrate check",
  describe: "Exit with 3 when models and migrations differ",
  positionals: {},
  options: {},
  async run(context) {
    const { describeChange, findDrift } =
      await import("../../lib/migration/index.js");
    const {
      migrations: directory,
      name,
      minServerVersion,
    } = await context.config();
    const steps = await findDrift({
      models: await context.loadModels(),
      connection: name,
      directory,
      load: context.loadModule,
      minServerVersion,
    });
    const { output } = context;
    output.document({ steps });
    if (steps.length === 0) {
      output.line("Models and migrations agree.");
      return ExitCode.ok;
    }
    output.line("The migrations lack:");
    for (const { change } of steps) output.line(`  ${describeChange(change)}`);
    output.note("Run: npx arx migrate generate");
    return ExitCode.drift;
  },
};
