import fc from "fast-check";
import { format } from "prettier";
import { renderMigration } from "../../lib/migration/migration-file";
import { record } from "../../lib/migration/migration";
import type { Change } from "../../lib/schema/change";
import { emptyTable } from "../../lib/schema/table";
import { anyChange } from "../support/changes";
import { evaluateMigration } from "../support/evaluate";

describe("a migration file", () => {
  it("reads back as the changes that it was made from, in both directions", () => {
    fc.assert(
      fc.property(
        fc.array(anyChange, { maxLength: 3 }),
        fc.array(anyChange, { maxLength: 3 }),
        (up, down) => {
          const migration = evaluateMigration(render(up, down));
          expect(record(migration.up)).toEqual(up.map(asRecorded));
          expect(record(migration.down as never)).toEqual(down.map(asRecorded));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("is laid out as Prettier lays it out", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyChange, { minLength: 1, maxLength: 3 }),
        async (changes) => {
          const text = render(changes, []);
          expect(text).toBe(await format(text, { parser: "typescript" }));
        },
      ),
      { numRuns: 400 },
    );
  });
});

function render(up: readonly Change[], down: readonly Change[]): string {
  return renderMigration({
    steps: up.map((change) => ({ change, hazards: [] })),
    down,
  });
}

/** What a drop takes away, and what a comment was before, is the database's knowledge: a file holds only names. */
function asRecorded(change: Change): unknown {
  if (change.kind === "drop table")
    return { ...change, table: emptyTable(change.table) };
  if (change.kind === "comment on table") return { ...change, from: undefined };
  if (change.kind === "drop column")
    return { ...change, column: named(change.column) };
  if (change.kind === "drop index")
    return { ...change, index: named(change.index) };
  if (change.kind === "drop enum")
    return { ...change, enum: { ...change.enum, values: [] } };
  if (change.kind === "drop trigger")
    return { ...change, trigger: named(change.trigger) };
  if (change.kind === "drop function") {
    const { schema, name, arguments: types } = change.function;
    const dropped = expect.objectContaining({
      schema,
      name,
      arguments: types,
    }) as object;
    return { ...change, function: dropped };
  }
  if (change.kind !== "drop constraint") return change;
  const { kind } = change.constraint;
  const dropped = expect.objectContaining({
    kind,
    name: change.constraint.name,
  }) as object;
  return { ...change, constraint: dropped };
}

/** Of a thing that is dropped, its name counts and nothing else. */
function named({ name }: { readonly name: string }): object {
  return expect.objectContaining({ name }) as object;
}
