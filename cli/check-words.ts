import { suggest } from "../lib/util/suggest";
import type { CommandDefinition } from "./command";
import { globalOptions } from "./global-options";
import type { ParsedWords } from "./parser";
import { UsageError } from "./usage-error";

/** What yargs gives beside the options. */
const ownKeys = ["_", "$0", "help", "version"];

/**
 * Refuses words that are no command, and options that the command does not have.
 * @throws UsageError with what was probably meant
 */
export function checkWords(
  command: CommandDefinition | undefined,
  values: ParsedWords,
  commands: readonly CommandDefinition[],
): asserts command {
  const words = readWords(values);
  if (command === undefined) {
    checkOptions("arx", {}, values);
    throw refuseFirstWord(words[0], commands);
  }
  const [first = "", ...verb] = command.name.split(" ");
  const isVerbTyped = verb.length > 0 && words[1] === verb[0];
  const extra = words[isVerbTyped ? 2 : 1];
  // `arx migrate` alone is `arx migrate up`; help is then that of all its commands.
  const typed = isVerbTyped || verb.length === 0 ? command.name : first;
  if (extra !== undefined) {
    const isGroup = verb.length > 0 && !isVerbTyped;
    throw isGroup
      ? refuseVerb(first, extra, commands)
      : new UsageError(`arx ${typed} takes no "${extra}".`, `arx ${typed}`);
  }
  const { options, positionals } = command;
  checkOptions(`arx ${typed}`, { ...options, ...positionals }, values);
}

function refuseFirstWord(
  word: string | undefined,
  commands: readonly CommandDefinition[],
): UsageError {
  if (word === undefined) return new UsageError("A command is missing.", "arx");
  const firstWords = commands.map(({ name }) => name.split(" ")[0] ?? "");
  const near = suggest(word, firstWords);
  return new UsageError(`There is no command arx ${word}.`, "arx", ask(near));
}

function refuseVerb(
  group: string,
  verb: string,
  commands: readonly CommandDefinition[],
): UsageError {
  const verbs = commands
    .map(({ name }) => name.split(" "))
    .flatMap(([first, ...rest]) => (first === group ? rest : []));
  const near = suggest(verb, verbs);
  return new UsageError(
    `There is no command arx ${group} ${verb}.`,
    `arx ${group}`,
    near === undefined ? `There are ${verbs.join(", ")}.` : ask(near),
  );
}

function checkOptions(
  command: string,
  names: Readonly<Record<string, unknown>>,
  values: ParsedWords,
): void {
  const known = [...Object.keys({ ...names, ...globalOptions }), ...ownKeys];
  const unknown = Object.keys(values).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  // One letter is near to everything.
  const near = unknown.length > 1 ? suggest(unknown, known) : undefined;
  throw new UsageError(
    `${command} has no option ${unknown.length > 1 ? "--" : "-"}${unknown}.`,
    command,
    ask(near === undefined ? undefined : `--${near}`),
  );
}

function readWords(values: ParsedWords): readonly string[] {
  const words = values["_"];
  return Array.isArray(words) ? words.map(String) : [];
}

function ask(near: string | undefined): string | undefined {
  return near === undefined ? undefined : `Did you mean ${near}?`;
}
