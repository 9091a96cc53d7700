import { Arguments } from "./arguments";
import { checkWords } from "./check-words";
import type { CommandDefinition } from "./command";
import { commands } from "./commands/index";
import { ExitCode } from "./exit-code";
import { Interrupt } from "./interrupt";
import { Output } from "./output";
import { createParser } from "./parser";
import type { ParsedWords } from "./parser";
import { ProjectContext } from "./project-context";
import { reportError } from "./report-error";
import { UsageError } from "./usage-error";
import { readVersion } from "./version";

/** What was typed: a command, and the values of its options and positionals. */
interface Choice {
  readonly command: CommandDefinition;
  readonly values: ParsedWords;
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
      checkWords(command, values, commands);
      choice = { command, values };
    },
  );
  try {
    await parser.parseAsync();
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError(describe(error), nameTyped(argv));
  }
  return choice;
}

/** What yargs says, in our words. */
function describe(error: unknown): string {
  const { message } = error as Error;
  const [, option] =
    /^Not enough arguments following: (.+)$/.exec(message) ?? [];
  return option === undefined ? message : `--${option} takes a value.`;
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
    if (interrupt.exitCode === undefined)
      return reportError(error, output, isVerbose(args));
    output.document({ error: interruption });
    return interrupt.exitCode;
  } finally {
    await context.close();
  }
}

const interruption = {
  code: "INTERRUPTED",
  message: "The command was interrupted; what it was doing was undone.",
};

function isVerbose(args: Arguments): boolean {
  return args.flag("verbose") || Boolean(process.env["DEBUG"]);
}
