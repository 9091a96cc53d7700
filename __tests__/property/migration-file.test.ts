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
      fc.property(fc.array(anyChange, { maxLength: 3 }), fc.array(anyChange, { maxLength: 3 }), (up, down) => {
        const migration = evaluateMigration(render(up, down));
        expect(record(migration.up)).toEqual(up.map(asRecorded));
        expect(record(migration.down as never)).toEqual(down.map(asRecorded));
      }),
      { numRuns: 400 },
    );
  });

  it("is laid out as Prettier lays it out", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyChange, { minLength: 1, maxLength: 3 }), async (changes) => {
        const text = render(changes, []);
        expect(text).toBe(await format(text, { parser: "typescript" }));
      }),
      { numRuns: 400 },
    );
  });
});

function render(up: readonly Change[], down: readonly Change[]): string {
  return renderMigration({ steps: up.map((change) => ({ change, hazards: [] })), down });
}

/** What a drop takes away, and what a comment was before, is the database's knowledge: a file holds only names. */
function asRecorded(change: Change): unknown {
  switch (change.kind) {
    case "drop table":
      return { ...change, table: emptyTable(change.table) };
    case "drop column":
      return { ...change, column: expect.objectContaining({ name: change.column.name }) as unknown };
    case "drop constraint": {
      const { kind, name } = change.constraint;
      return { ...change, constraint: expect.objectContaining({ kind, name }) as unknown };
    }
    case "drop index":
      return { ...change, index: expect.objectContaining({ name: change.index.name }) as unknown };
    case "comment on table":
      return { ...change, from: undefined };
    default:
      return change;
  }
}
