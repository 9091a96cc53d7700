import type { OptionDefinition } from "./command";

/** The options of every command. */
export const globalOptions: Readonly<Record<string, OptionDefinition>> = {
  config: { type: "text", describe: "The configuration file" },
  database: {
    type: "text",
    describe: "postgres://…, pglite:DIRECTORY or pglite:memory",
  },
  json: { type: "flag", describe: "Print one JSON document" },
  verbose: { type: "flag", describe: "Print the stacks of errors" },
};
