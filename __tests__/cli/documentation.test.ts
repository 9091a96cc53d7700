import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandDefinition } from "../../cli/command";
import { commands } from "../../cli/commands/index";
import { globalOptions } from "../../cli/global-options";

const page = readFileSync(join(__dirname, "../../docs/command.md"), "utf8");

/** The part of the page under a heading. */
function section(title: string): string {
  const start = page.indexOf(`\n## ${title}\n`);
  return start < 0
    ? `There is no part "${title}".`
    : (page.slice(start + 1).split("\n## ")[0] ?? "");
}

/** The rows of a part's first table, without the widths of the columns. */
function readOptions(text: string): Readonly<Record<string, string>> {
  const rows = [...text.matchAll(/^\| `--([\w-]+)` +\| (.*?) +\|$/gm)];
  return Object.fromEntries(
    rows.map(([, name = "", meaning = ""]) => [name, meaning]),
  );
}

function describeOptions(
  options: CommandDefinition["options"],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { describe }]) => [name, describe]),
  );
}

describe("docs/command.md", () => {
  it.each(commands.map((command) => [command.name, command] as const))(
    "says of arx %s what its help says",
    (name, { describe, positionals, options }) => {
      const words = Object.keys(positionals).map((word) => ` [${word}]`);
      const text = section(`\`arx ${name}${words.join("")}\``);
      expect(text.split("\n")[2]).toBe(describe);
      expect(readOptions(text)).toEqual(describeOptions(options));
    },
  );

  it("has no command that is not there", () => {
    const titles = [...page.matchAll(/^## `arx ([a-z ]+?)(?: \[.*)?`$/gm)];
    expect(titles.map(([, name]) => name).sort()).toEqual(
      commands.map(({ name }) => name).sort(),
    );
  });

  it("has the options of every command", () => {
    expect(readOptions(section("Every command"))).toEqual({
      ...describeOptions(globalOptions),
      help: "Show help",
      version: "Show version number",
    });
  });
});
