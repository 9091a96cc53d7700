import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Arguments } from "./arguments";
import type { CommandDefinition } from "./command";
import { commands } from "./commands/index";
import { ExitCode } from "./exit-code";
import { onInterrupt } from "./on-interrupt";
import { Output } from "./output";
import { createParser } from "./parser";
import { ProjectContext } from "./project-context";
import { reportError } from "./report-error";
import { UsageError } from "./usage-error";

/** Runs the command that was typed and gives the code to exit with. */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.ok;
  const run = async (
    command: CommandDefinition,
    values: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    exitCode = await runCommand(command, values);
  };
  const parser = await createParser(argv, commands, readVersion(), run);
  try {
    await parser.parseAsync();
    return exitCode;
  } catch (error) {
    return reportUsage(error as Error, argv);
  }
}

async function runCommand(
  command: CommandDefinition,
  values: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const args = new Arguments(`arx ${command.name}`, values);
  const output = new Output(args.flag("json"));
  const source = {
    config: args.text("config"),
    database: args.text("database"),
  };
  const context = new ProjectContext(source, output);
  const stopListening = onInterrupt(() => context.close(), output);
  try {
    return await command.run(context, args);
  } catch (error) {
    return reportError(error, output, isVerbose(args));
  } finally {
    await context.close();
    stopListening();
  }
}

function isVerbose(args: Arguments): boolean {
  return args.flag("verbose") || Boolean(process.env["DEBUG"]);
}

function reportUsage({ message }: Error, argv: readonly string[]): ExitCode {
  const output = new Output(argv.includes("--json"));
  return reportError(new UsageError(message, "arx"), output, false);
}

/** This file is compiled to dist/cli; package.json lies two folders above. */
function readVersion(): string {
  const text = readFileSync(join(__dirname, "../../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
