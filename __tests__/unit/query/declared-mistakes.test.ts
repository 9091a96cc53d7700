import {
  Column,
  DefinitionError,
  HasMany,
  HasOne,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
} from "arx";

@Table("parks")
class Park extends ManagedObject {
  @PrimaryKey() declare id: number;
  @HasMany(() => Tree, (tree) => tree.park, {
    where: { height: "high" as never },
  })
  declare wrongValue: HasMany<Tree>;
  @HasMany(() => Tree, (tree) => tree.park, {
    where: () => ({ height: undefined as never }),
  })
  declare undefinedValue: HasMany<Tree>;
  @HasMany(() => Tree, (tree) => tree.park, {
    where: { park: { round: { some: {} } } },
  })
  declare round: HasMany<Tree>;
  @HasMany(() => Tree, (tree) => tree.park, { orderBy: { notes: "asc" } })
  declare noOrder: HasMany<Tree>;
  @HasMany(() => Tree, (tree) => tree.park, {
    orderBy: { height: "up" as never },
  })
  declare wrongOrder: HasMany<Tree>;
  @HasOne(() => Tree, (tree) => tree.park, { latestOfMany: "notes" })
  declare latest: HasOne<Tree>;
}

@Table("trees")
class Tree extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare height: number;
  @Column({ type: "json" }) declare notes: { by: string };
  @Relate(() => Park, { required: true }) declare park: Relate<Park>;
}

/** What the first use of a relation says. */
function mistakeOf(use: () => unknown): string {
  try {
    use();
  } catch (error) {
    if (error instanceof DefinitionError) return error.message;
    throw error;
  }
  return "";
}

test.each([
  [
    "a value that the column cannot hold",
    () => Park.where({ wrongValue: { some: {} } }),
    `Park.wrongValue: has a wrong where: Tree.height takes an integer, not a string.
    Correct the where.`,
  ],
  [
    "undefined, which would widen the relation",
    () => Park.where({ undefinedValue: { some: {} } }),
    `Park.undefinedValue: has a wrong where: Park.undefinedValue.where.height is undefined.
    Leave the key out to have no condition, or write null to ask for IS NULL.`,
  ],
  [
    "a relation that leads back to itself",
    () => Park.whereHas("round"),
    `Park.round: has a where that leads back to itself by its relations.
    Leave the relation out of it, or compare its key.`,
  ],
  [
    "an order by what has none",
    () => Park.with({ noOrder: true }),
    `Park.noOrder: has a wrong orderBy: Tree.notes is json, which PostgreSQL cannot sort by.
    Say by SQL what of it counts: { by: sql\`…\` }.`,
  ],
  [
    "a direction that is none",
    () => Park.with({ wrongOrder: true }),
    `Park.wrongOrder: has a wrong orderBy: Park.wrongOrder.orderBy.height takes "asc" or "desc", not another string.
    Correct the orderBy.`,
  ],
  [
    "one of many by what has no order",
    () => Park.where({ latest: { height: 1 } }),
    `Park.latest: has a wrong order: Tree.notes is json, which PostgreSQL cannot sort by.
    Name columns that have an order, as { ofMany: { id: 'desc' } }.`,
  ],
])("the relation is to blame for %s", (_, use, message) => {
  expect(mistakeOf(use)).toBe(`The models have 1 mistake:\n  ${message}`);
});
