import fc from "fast-check";
import { Column, ManagedObject, PrimaryKey, sql, Table } from "arx";
import type { CursorPage, OrderBy, Query } from "arx";
import { engines } from "../support/engines";
import { useModels } from "../support/use-models";

@Table()
class Entry extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare rank: number;
  @Column({ type: "integer", nullable: true }) declare score: number | null;
  @Column({ type: "text", nullable: true }) declare label: string | null;
}

const rows = fc.array(
  fc.record({
    rank: fc.integer({ min: 0, max: 2 }),
    score: fc.option(fc.integer({ min: 0, max: 2 })),
    label: fc.option(fc.constantFrom("", "a", "b'\"")),
  }),
  { maxLength: 12 },
);
const term = fc.record({
  column: fc.constantFrom("id", "rank", "score", "label"),
  dir: fc.constantFrom("asc" as const, "desc" as const),
  nulls: fc.option(fc.constantFrom("first" as const, "last" as const), {
    nil: undefined,
  }),
});
const order = fc
  .uniqueArray(term, { maxLength: 3, selector: ({ column }) => column })
  .map((terms) =>
    terms.map(({ column, dir, nulls }): OrderBy<Entry> => ({
      [column]: nulls === undefined ? dir : { dir, nulls },
    })),
  );
const size = fc.integer({ min: 1, max: 5 });

const ids = (entries: readonly Entry[]): number[] =>
  entries.map(({ id }) => id);

/** The records of all pages, forward; between two pages something may happen. */
async function forward(
  query: Query<Entry>,
  first: number,
  meanwhile?: (page: number) => Promise<unknown>,
): Promise<number[]> {
  const seen: number[] = [];
  let after: string | null = null;
  for (let pages = 0; ; pages++) {
    const page: CursorPage<Entry> = await query.page({ first, after });
    seen.push(...ids(page.items));
    if (!page.hasNext) return seen;
    after = page.endCursor;
    await meanwhile?.(pages);
  }
}

async function backward(query: Query<Entry>, last: number): Promise<number[]> {
  const seen: number[] = [];
  for (let before: string | null = null; ;) {
    const page: CursorPage<Entry> = await query.page({ last, before });
    seen.unshift(...ids(page.items));
    if (!page.hasPrevious) return seen;
    before = page.startCursor;
  }
}

// The conditions are the same on every engine, and one server says what they mean.
const [, server] = engines;
if (server === undefined) throw new Error("There is no server.");

describe("The pages of a query", () => {
  useModels(server, [Entry]);

  const fill = async (entries: readonly object[]): Promise<void> => {
    await sql`truncate ${Entry} restart identity`;
    if (entries.length > 0) await Entry.insertAll(entries as never);
  };

  it("are together the whole ordered list, forward and backward", async () => {
    await fc.assert(
      fc.asyncProperty(rows, order, size, async (entries, terms, count) => {
        await fill(entries);
        const query = Entry.orderBy(...terms);
        const [last] = Object.values(terms.at(-1) ?? {});
        const direction = JSON.stringify([last]).includes('"desc"')
          ? "desc"
          : "asc";
        const whole = ids(await query.orderBy({ id: direction }));
        expect(await forward(query, count)).toEqual(whole);
        expect(await backward(query, count)).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  it("meet every record once that stays where it is, whatever comes and goes", async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        rows,
        order,
        size,
        async (entries, others, terms, count) => {
          await fill(entries);
          const whole = ids(await Entry.all());
          const gone = whole.filter((id) => id % 3 === 0);
          const seen = await forward(
            Entry.orderBy(...terms),
            count,
            async (page) => {
              const other = others[page];
              if (other !== undefined) await Entry.create(other);
              const victim = gone.pop();
              if (victim !== undefined)
                await sql`delete from ${Entry} where id = ${victim}`;
            },
          );
          expect(new Set(seen).size).toBe(seen.length);
          const stayed = whole.filter((id) => id % 3 !== 0);
          expect(stayed.filter((id) => !seen.includes(id))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are batches in the same way, by primary key", async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        size,
        fc.constantFrom("asc" as const, "desc" as const),
        async (entries, batch, direction) => {
          await fill(entries);
          const query = Entry.where({ score: { isNull: false } });
          const seen: number[] = [];
          for await (const { id } of query.findEach({
            batch,
            order: direction,
          }))
            seen.push(id);
          expect(seen).toEqual(ids(await query.orderBy({ id: direction })));
        },
      ),
      { numRuns: 40 },
    );
  });
});
