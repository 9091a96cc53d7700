import fc from "fast-check";
import { HasMany, ManagedObject, PrimaryKey, Relate, Table } from "arx";
import { countQueries } from "arx/testing";
import { findState } from "../../../lib/record/record-state";
import { arrayCases, scalarCases } from "../../support/column-values";
import { describeEachEngine } from "../../support/engines";
import { specimenOf } from "../../support/specimen";
import {
  extremeRowsOf,
  same,
  typeCase,
  withoutLarge,
} from "../../support/type-case";
import type { TypeCase } from "../../support/type-case";
import { useModels } from "../../support/use-models";

/** The texts that a record was made of, by column. */
function textsOf(record: object): object {
  const { columns = [], row = [] } = findState(record) ?? {};
  return Object.fromEntries(columns.map(({ name }, cell) => [name, row[cell]]));
}

/** With its key, a row of more cells than a function of PostgreSQL takes arguments. */
const many = Array.from({ length: 100 }, (_, number) =>
  typeCase({
    property: `number${String(number)}`,
    options: { type: "integer" },
    values: fc.integer(),
    extremes: [number],
    read: same,
  }),
);

const groups: readonly (readonly [
  title: string,
  cases: readonly TypeCase[],
])[] = [
  ["of every type", withoutLarge(scalarCases)],
  ["of arrays of every type", withoutLarge(arrayCases)],
  ["of a hundred columns", many],
];

describe.each(groups)("a joined row %s", (_, cases) => {
  const { model: Specimen, tables } = specimenOf(cases);

  @Table("boxes")
  class Box extends ManagedObject {
    @PrimaryKey() declare id: number;
    @Relate(() => tables) declare specimen: Relate<ManagedObject | null>;
    @Relate(() => Shelf) declare shelf: Relate<Shelf | null>;
  }

  @Table("shelves")
  class Shelf extends ManagedObject {
    @PrimaryKey() declare id: number;
    @HasMany(() => Box, (each) => each.shelf) declare boxes: HasMany<Box>;
  }

  interface Held {
    readonly specimen: object;
  }

  const box = Box as unknown as {
    insertAll(rows: readonly object[]): Promise<unknown>;
    orderBy(order: object): {
      with(relations: object, options: object): Promise<readonly Held[]>;
    };
  };

  const shelf = Shelf as unknown as {
    create(values: object): Promise<{ readonly id: number }>;
    with(
      relations: object,
      options: object,
    ): Promise<readonly { readonly boxes: Iterable<Held> }[]>;
  };

  const loads: readonly (readonly [
    place: string,
    load: (strategy: string) => Promise<readonly Held[]>,
  ])[] = [
    [
      "beside its owner",
      async (strategy) =>
        await box.orderBy({ id: "asc" }).with({ specimen: true }, { strategy }),
    ],
    [
      "in a list",
      async (strategy) => {
        const boxes = { orderBy: { id: "asc" }, with: { specimen: true } };
        const [filled] = await shelf.with({ boxes }, { strategy });
        return [...(filled?.boxes ?? [])];
      },
    ],
  ];

  describeEachEngine(
    "holds what the server sends, to the letter,",
    (engine) => {
      useModels(engine, [tables, Shelf, Box]);

      test.each(loads)(
        "%s, for the least, the greatest and the oddest values, and NULL",
        async (_place, load) => {
          const rows = [...extremeRowsOf(cases), {}];
          const { keys } = await Specimen.insertAll(rows);
          const { id: shelfId } = await shelf.create({});
          await box.insertAll(
            keys.map((specimenId) => ({ specimenId, shelfId })),
          );
          const split = await load("split");
          const { result: joined, count } = await countQueries(() =>
            load("joined"),
          );
          expect(count).toBe(1);
          expect(joined).toHaveLength(rows.length);
          joined.forEach(({ specimen }, index) => {
            const other = split[index]?.specimen as object;
            expect(textsOf(specimen)).toEqual(textsOf(other));
            expect(specimen).toEqual(other);
          });
        },
      );
    },
  );
});
