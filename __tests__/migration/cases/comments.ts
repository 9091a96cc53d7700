import { column, schema, table } from "../../support/schemas";
import type { SchemaCase } from "./schema-case";

const things = (comment?: string, ofColumn?: string) =>
  schema(
    table("things", [column("a", "text", { comment: ofColumn })], { comment }),
  );

export const commentCases: SchemaCase[] = [
  {
    name: "nothing changes",
    from: things("it's", "a\\b"),
    to: things("it's", "a\\b"),
    changes: [],
  },
  {
    name: "a comment comes",
    from: things(),
    to: things("line\nline 'quoted' \"too\" \\ $1"),
    changes: ["comment on table"],
  },
  {
    name: "a comment goes",
    from: things("x"),
    to: things(),
    changes: ["comment on table"],
  },
  {
    name: "a comment is another",
    from: things("x", "y"),
    to: things("y", "x"),
    changes: ["comment on table", "alter column"],
  },
];
