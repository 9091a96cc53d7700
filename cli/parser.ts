import type { Argv, Options } from "yargs";
import type { CommandDefinition, OptionDefinition } from "./command";
import { globalOptions } from "./global-options";

/** What yargs understood: options and positionals by name, other words under `_`. */
export type ParsedWords = Readonly<Record<string, unknown>>;

/** Takes the command that was typed, undefined when none was, and what was typed after it. */
export type CommandChooser = (
  command: CommandDefinition | undefined,
  values: ParsedWords,
) => void;

/**
 * The parser of the command line. It takes any word and any option: the
 * chooser looks for those that do not exist, so as to name what was meant.
 * What cannot be read at all makes `parseAsync` reject.
 */
export async function createParser(
  argv: readonly string[],
  commands: readonly CommandDefinition[],
  version: string,
  choose: CommandChooser,
): Promise<Argv> {
  // An ES module, and one that nothing else of the command needs.
  const { default: yargs } = await import("yargs");
  const parser: Argv = yargs([...argv])
    .scriptName("arx")
    .usage("$0 <command>")
    .parserConfiguration({
      "camel-case-expansion": false,
      "boolean-negation": false,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .options(mapValues(globalOptions, toOption))
    .version(version)
    // Messages and help are English, whatever the shell's language.
    .detectLocale(false)
    .exitProcess(false)
    .fail(false)
    .command("$0", false, {}, (values) => {
      choose(undefined, values);
    });
  return groupByWord(commands).reduce(
    (program, group) => addGroup(program, group, choose),
    parser,
  );
}

/** Commands that share their first word; the first of them answers to that word alone. */
type Group = readonly [word: string, commands: readonly CommandDefinition[]];

function groupByWord(commands: readonly CommandDefinition[]): readonly Group[] {
  const words = [...new Set(commands.map(({ name }) => splitName(name)[0]))];
  return words.map((word) => [
    word,
    commands.filter(({ name }) => splitName(name)[0] === word),
  ]);
}

function addGroup(
  parser: Argv,
  [word, commands]: Group,
  choose: CommandChooser,
): Argv {
  return parser.command(word, describeGroup(commands), (nested: Argv) =>
    commands.reduce(
      (program, command, index) =>
        addCommand(program, command, index === 0, choose),
      nested,
    ),
  );
}

/** What a single command does, or the verbs of several: `up, down, status`. */
function describeGroup(commands: readonly CommandDefinition[]): string {
  const [first, ...others] = commands;
  return first !== undefined && others.length === 0
    ? first.describe
    : commands.map(({ name }) => splitName(name)[1]).join(", ");
}

function addCommand(
  parser: Argv,
  command: CommandDefinition,
  isDefault: boolean,
  choose: CommandChooser,
): Argv {
  const [, verb] = splitName(command.name);
  const positionals = Object.keys(command.positionals).map(
    (name) => ` [${name}]`,
  );
  const names = [verb, isDefault ? "$0" : ""].filter((name) => name !== "");
  const [first = "", ...aliases] = names.map(
    (name) => name + positionals.join(""),
  );
  return parser.command(
    [first, ...aliases],
    command.describe,
    (nested: Argv) => addArguments(nested, command),
    (values) => {
      choose(command, values);
    },
  );
}

function addArguments(
  parser: Argv,
  { positionals, options }: CommandDefinition,
): Argv {
  return Object.entries(positionals).reduce(
    (program, [name, { describe }]) =>
      program.positional(name, { type: "string", describe }),
    parser.options(mapValues(options, toOption)),
  );
}

/** `migrate up` → `migrate` and `up`. */
function splitName(name: string): readonly [word: string, verb: string] {
  const [word = "", ...rest] = name.split(" ");
  return [word, rest.join(" ")];
}

const optionTypes: Readonly<Record<OptionDefinition["type"], Options>> = {
  text: { type: "string", requiresArg: true },
  number: { type: "string", requiresArg: true },
  list: { type: "string", array: true, requiresArg: true },
  flag: { type: "boolean" },
};

function toOption({ type, describe }: OptionDefinition): Options {
  return { ...optionTypes[type], describe };
}

function mapValues<In, Out>(
  values: Readonly<Record<string, In>>,
  map: (value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, map(value)]),
  );
}
