import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Arguments } from "./arguments";
import type { CommandDefinition } from "./command";
import { commands } from "./commands/index";
import { ExitCode } from "./exit-code";
import { Interrupt } from "./interrupt";
import { Output } from "./output";
import { createParser } from "./parser";
import { ProjectContext } from "./project-context";
import { reportError } from "./report-error";
import { UsageError } from "./usage-error";

/** What was typed: a command, and the values of its options and positionals. */
interface Choice {
  readonly command: CommandDefinition;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Runs the command that was typed and gives the code to exit with. */
export async function runProgram(argv: readonly string[]): Promise<number> {
  try {
    const choice = await parse(argv);
    return choice === undefined ? ExitCode.ok : await runCommand(choice);
  } catch (error) {
    const output = new Output(argv.includes("--json"));
    return reportError(error, output, argv.includes("--verbose"));
  }
}

/**
 * Undefined when help or the version was asked for and printed.
 * @throws UsageError
 */
async function parse(argv: readonly string[]): Promise<Choice | undefined> {
  let choice: Choice | undefined;
  const parser = await createParser(
    argv,
    commands,
    readVersion(),
    (command, values) => {
      choice = { command, values };
    },
  );
  try {
    await parser.parseAsync();
  } catch (error) {
    throw new UsageError((error as Error).message, nameTyped(argv));
  }
  return choice;
}

/** As much of what was typed as is a command: `arx migrate up`. */
function nameTyped(argv: readonly string[]): string {
  const [word, verb] = argv;
  const names = commands.map(({ name }) => name);
  const typed = [`${String(word)} ${String(verb)}`, String(word)].find(
    (start) => names.some((name) => `${name} `.startsWith(`${start} `)),
  );
  return typed === undefined ? "arx" : `arx ${typed}`;
}

async function runCommand({ command, values }: Choice): Promise<number> {
  const args = new Arguments(`arx ${command.name}`, values);
  const output = new Output(args.flag("json"));
  const source = {
    config: args.text("config"),
    database: args.text("database"),
  };
  const interrupt = new Interrupt(output);
  const context = new ProjectContext(source, output, interrupt.signal);
  try {
    return await command.run(context, args);
  } catch (error) {
    return interrupt.exitCode ?? reportError(error, output, isVerbose(args));
  } finally {
    await context.close();
  }
}

function isVerbose(args: Arguments): boolean {
  return args.flag("verbose") || Boolean(process.env["DEBUG"]);
}

/** This file is compiled to dist/cli; package.json lies two folders above. */
function readVersion(): string {
  const text = readFileSync(join(__dirname, "../../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
