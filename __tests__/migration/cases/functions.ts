import type {
  FunctionDefinition,
  Schema,
  Table,
} from "../../../lib/schema/schema";
import { column, schema, table } from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const touch: FunctionDefinition = {
  schema: "public",
  name: "touch",
  arguments: "",
  returns: "trigger",
  language: "plpgsql",
  volatility: "volatile",
  body: "begin new.at := now(); return new; end",
  comment: "arx: keeps at of notes",
};

const one: FunctionDefinition = {
  schema: "app",
  name: "One",
  arguments: "a integer, b text",
  returns: "integer",
  language: "sql",
  volatility: "immutable",
  body: "select $1 + 1 -- $$",
  comment: "arx: one more",
};

const notes = (options: Partial<Table> = {}, given?: string): Table =>
  table(
    "notes",
    [
      column("at", "timestamp with time zone"),
      column("n", "integer", { default: given }),
    ],
    options,
  );

const triggers: Table["triggers"] = [
  {
    name: "touch",
    timing: "before",
    events: ["insert", "update"],
    functionSchema: "public",
    function: "touch",
  },
];

function withFunctions(
  tables: readonly Table[],
  ...functions: FunctionDefinition[]
): Schema {
  return { ...schema(...tables), functions };
}

export const functionCases: SchemaCase[] = [
  {
    name: "a function and a trigger come with their table",
    from: schema(),
    to: withFunctions([notes({ triggers })], touch),
    changes: ["create function", "create table", "create trigger"],
  },
  {
    name: "a function comes before the default that calls it",
    from: schema(table("app.kept", [column("id")]), notes()),
    to: withFunctions(
      [table("app.kept", [column("id")]), notes({}, `app."One"(1, 'a')`)],
      one,
    ),
    changes: ["create function", "alter column"],
  },
  {
    name: "a function gets another body while a trigger calls it",
    from: withFunctions([notes({ triggers })], touch),
    to: withFunctions([notes({ triggers })], {
      ...touch,
      body: "begin return new; end",
      comment: "arx: does nothing",
    }),
    changes: ["replace function"],
  },
  {
    name: "a trigger that waits for something else is made anew",
    from: withFunctions([notes({ triggers })], touch),
    to: withFunctions(
      [
        notes({
          triggers: triggers.map((each) => ({
            ...each,
            timing: "after" as const,
            events: ["delete" as const],
          })),
        }),
      ],
      touch,
    ),
    changes: ["drop trigger", "create trigger"],
  },
  {
    name: "a trigger goes before its function",
    from: withFunctions([notes({ triggers })], touch),
    to: schema(notes()),
    changes: ["drop trigger", "drop function"],
  },
];
