import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import type { Database } from "../lib/index";
import type { Arguments } from "./arguments";
import type { OptionDefinition } from "./command";
import { UnconfirmedError } from "./unconfirmed-error";

/** The options of every command that takes something away. */
export const confirmOptions: Readonly<Record<string, OptionDefinition>> = {
  yes: { type: "flag", describe: "Do not ask" },
  force: { type: "flag", describe: "Do it although NODE_ENV is production" },
};

/**
 * Asks for the name of the database before something in it is taken away.
 * Nobody is asked under `--yes`, and nothing goes on where nobody can answer.
 * @param loss what will be lost, as a sentence
 * @throws UnconfirmedError
 */
export async function confirmLoss(
  database: Database,
  loss: string,
  args: Arguments,
  signal: AbortSignal,
): Promise<void> {
  const question = `${loss} The database is ${database.label}.`;
  if (process.env["NODE_ENV"] === "production" && !args.flag("force"))
    throw new UnconfirmedError(
      `${question} NODE_ENV is production. Nothing was changed.`,
      "If you mean it, add --force.",
    );
  if (args.flag("yes")) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY || args.flag("json"))
    throw new UnconfirmedError(
      `${question} Nobody can be asked here. Nothing was changed.`,
      "If you mean it, add --yes.",
    );
  const name = nameOf(database);
  const answer = await ask(`${question}\nType ${name} to go on: `, signal);
  if (answer.trim() !== name)
    throw new UnconfirmedError(
      `That is not ${name}. Nothing was changed.`,
      "Type the name as it is shown, or add --yes.",
    );
}

/** `shop` of postgres://…/shop, `data` of pglite:/…/data. */
function nameOf({ label }: Database): string {
  return label.slice(label.lastIndexOf("/") + 1);
}

async function ask(question: string, signal: AbortSignal): Promise<string> {
  // On stderr: stdout has the result alone.
  const terminal = createInterface({
    input: process.stdin,
    output: process.stderr,
  });
  // The terminal keeps Ctrl-C to itself while it asks.
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const closed = once(terminal, "close").then(() => "");
  try {
    return await Promise.race([
      terminal.question(question, { signal }),
      closed,
    ]);
  } catch (error) {
    // Ctrl-D is no answer.
    if (signal.aborted) throw error;
    return "";
  } finally {
    terminal.close();
  }
}
