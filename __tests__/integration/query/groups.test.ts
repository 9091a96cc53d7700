import { inspect } from "node:util";
import {
  avg,
  Column,
  configureSecrets,
  count,
  DatabaseError,
  Defaulted,
  HasMany,
  ManagedObject,
  max,
  min,
  Polymorphic,
  PrimaryKey,
  Relate,
  SoftDelete,
  sql,
  sum,
  Table,
} from "arx";
import type { ArxError } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

enum Level {
  Low = 1,
  High = 10,
}

/** Its key has two columns; it can be deleted, and is still what orders belong to. */
@Table()
class Branch extends ManagedObject {
  @PrimaryKey({ type: "varchar" }) declare country: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @Column() declare name: string;
  @SoftDelete() declare deletedAt: Date | null;
  @HasMany(() => Order, (order) => order.branch) declare orders: HasMany<Order>;
}

@Table()
class Note extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Polymorphic({ order: () => Order, branch: () => Customer })
  declare subject: Polymorphic<{ order: Order; branch: Customer } | null>;
}

@Table()
class Customer extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Order, (order) => order.customer)
  declare orders: HasMany<Order>;
}

@Table()
class Order extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "numeric" }) declare price: string;
  @Column({ enum: ["open", "done"], default: "open" }) declare status:
    "open" | "done";
  @Column({ type: "text", nullable: true }) declare locale: string | null;
  @Column({ enum: Level, default: Level.Low }) declare level: Level;
  @Column({ type: "bigint", mode: "bigint", default: 0n }) declare lot: bigint;
  @Column({ type: "date" }) declare day: string;
  @Column({
    type: "text",
    default: "",
    transform: {
      to: (text: string) => text,
      from: (text: string) => text.toLowerCase(),
    },
  })
  declare shouted: string;
  @Column({ type: "json", nullable: true }) declare note: object | null;
  @Column({ type: "text", encrypt: { deterministic: true }, nullable: true })
  declare mail: string | null;
  @Relate(() => Customer) declare customer: Relate<Customer | null>;
  @Relate(() => Branch) declare branch: Relate<Branch | null>;
  declare [Defaulted]?: "status" | "level" | "lot" | "shouted";
}

const untyped = (value: unknown): never => value as never;
const models = [Branch, Customer, Note, Order];

describeEachEngine("groups", (engine) => {
  useModels(engine, models);

  beforeAll(() => {
    configureSecrets({ encryption: ["k".repeat(44)] });
  });

  let ann: Customer;
  let bob: Customer;
  let berlin: Branch;

  beforeEach(async () => {
    ann = await Customer.create({ name: "ann" });
    bob = await Customer.create({ name: "bob" });
    berlin = await Branch.create({ country: "de", number: 1, name: "berlin" });
    const rows = [
      { price: "1.50", day: "2024-01-10", locale: "de", customer: ann },
      { price: "2.5", day: "2024-01-20", locale: "de", customer: bob },
      { price: "10", day: "2024-02-01", locale: "en", customer: ann },
      { price: "20", day: "2024-02-02", locale: null, customer: null },
    ] as const;
    for (const [index, row] of rows.entries())
      await Order.create({
        ...row,
        status: index < 3 ? "done" : "open",
        level: index === 0 ? Level.High : Level.Low,
        lot: 2n ** 60n,
        shouted: index === 0 ? "A" : "a",
        branch: index === 0 ? berlin : null,
      });
  });

  const textOf = async (run: () => Promise<unknown>): Promise<string> => {
    const { statements } = await countQueries(run);
    return statements.map(({ text }) => text).join("; ");
  };

  it.each<
    [title: string, run: () => Promise<Map<unknown, unknown>>, gives: unknown]
  >([
    [
      "a column",
      () => Order.groupBy("status").count(),
      new Map([
        ["done", 3],
        ["open", 1],
      ]),
    ],
    [
      "a column that may be NULL, without counting NULL",
      () => Order.groupBy("locale").count("locale"),
      new Map([
        ["de", 2],
        ["en", 1],
        [null, 0],
      ]),
    ],
    [
      "an enum of numbers, kept by name",
      () => Order.groupBy("level").count(),
      new Map([
        [Level.Low, 3],
        [Level.High, 1],
      ]),
    ],
    [
      "a bigint",
      () => Order.groupBy("lot").sum("lot"),
      new Map([[2n ** 60n, 2n ** 62n]]),
    ],
    [
      "a column, with the sum of a numeric",
      () => Order.groupBy("status").sum("price"),
      new Map([
        ["done", "14.00"],
        ["open", "20"],
      ]),
    ],
    [
      "a column, with its mean",
      () => Order.where({ status: "open" }).groupBy("status").avg("price"),
      new Map([["open", "20.0000000000000000"]]),
    ],
    [
      "a column, with its smallest",
      () => Order.groupBy("status").min("day"),
      new Map([
        ["done", "2024-01-10"],
        ["open", "2024-02-02"],
      ]),
    ],
    [
      "a column, with the largest of an expression",
      () => Order.groupBy("status").max(sql<string>`upper(locale)`),
      new Map([
        ["done", "EN"],
        ["open", null],
      ]),
    ],
    [
      "a date cut to its month",
      () =>
        Order.groupBy({
          month: sql<string>`to_char(day, ${"YYYY-MM"})`,
        }).count(),
      new Map<string, unknown>([
        ["2024-01", 2],
        ["2024-02", 2],
      ]),
    ],
    [
      "two columns, by one level for each",
      () => Order.groupBy("status", "locale").count(),
      new Map<string, unknown>([
        [
          "done",
          new Map<string, unknown>([
            ["de", 2],
            ["en", 1],
          ]),
        ],
        ["open", new Map([[null, 1]])],
      ]),
    ],
    [
      "a column of no row",
      () => Order.where({ id: -1 }).groupBy("status").count(),
      new Map(),
    ],
    [
      "a column, in no group",
      () => Order.groupBy("status").limit(0).count(),
      new Map(),
    ],
    [
      "different values of each group",
      () => Order.distinct().groupBy("status").count("locale"),
      new Map([
        ["done", 2],
        ["open", 0],
      ]),
    ],
    [
      "the first rows only",
      () => Order.orderBy({ id: "asc" }).limit(2).groupBy("locale").count(),
      new Map([["de", 2]]),
    ],
  ])("are told by %s", async (_, run, gives) => {
    expect(await run()).toEqual(gives);
  });

  it("are told by the value that a column is read as, dates as objects of their own", async () => {
    const months = await Order.groupBy({
      month: sql<Date>`date_trunc('month', day::timestamp)`,
    })
      .orderBy({ month: "asc" })
      .count();
    expect([...months]).toEqual([
      [new Date("2024-01-01T00:00:00Z"), 2],
      [new Date("2024-02-01T00:00:00Z"), 2],
    ]);
  });

  it("are told by the record of a relation, deleted ones and none included", async () => {
    await berlin.destroy();
    const { statements, result } = await countQueries(() =>
      Order.annotate("report")
        .groupBy("customer")
        .orderBy({ customer: "asc" })
        .sum("price"),
    );
    expect(statements.map(({ text }) => text)).toEqual([
      'select "orders"."customer_id", sum("orders"."price") as "sum" from "public"."orders" group by "orders"."customer_id" order by "orders"."customer_id" /* report */',
      'select "customers"."id", "customers"."name" from "public"."customers" where "customers"."id" = any($1) /* report */',
    ]);
    expect(
      [...result].map(([customer, price]) => [customer?.name, price]),
    ).toEqual([
      ["ann", "11.50"],
      ["bob", "2.5"],
      [undefined, "20"],
    ]);
    const [first] = result.keys();
    expect(first).toBeInstanceOf(Customer);
    const rows = await Order.groupBy("branch", "status")
      .orderBy({ branch: "asc", status: "asc" })
      .aggregate({ n: count() });
    expect(rows.map(({ branch, ...rest }) => [branch?.name, rest])).toEqual([
      ["berlin", { status: "done", n: 1 }],
      [undefined, { status: "done", n: 2 }],
      [undefined, { status: "open", n: 1 }],
    ]);
  });

  it("give a plain row each, in an order by keys and by what is computed", async () => {
    const groups = Order.where({ price: { lt: "100" } })
      .groupBy("locale", { month: sql<string>`to_char(day, ${"YYYY-MM"})` })
      .orderBy({ n: "desc", month: "desc" }, { locale: "asc" })
      .limit(2)
      .offset(1);
    let rows: unknown;
    const text = await textOf(async () => {
      rows = await groups.aggregate({
        n: count(),
        total: sum("price"),
        mean: avg("price").where({ status: "done" }),
        last: max("day"),
        first: min("level"),
        spread: sql<string>`max(price) - min(price)`,
      });
    });
    expect(rows).toEqual([
      {
        locale: "en",
        month: "2024-02",
        n: 1,
        total: "10",
        mean: "10.0000000000000000",
        last: "2024-02-01",
        first: Level.Low,
        spread: "0",
      },
      {
        locale: null,
        month: "2024-02",
        n: 1,
        total: "20",
        mean: null,
        last: "2024-02-02",
        first: Level.Low,
        spread: "0",
      },
    ]);
    expect(text).toBe(
      'select "orders"."locale", to_char(day, $1) as "month", count(*) as "n", sum("orders"."price") as "total", ' +
        'avg("orders"."price") filter (where "orders"."status" = $2) as "mean", max("orders"."day") as "last", ' +
        'min("orders"."level") as "first", max(price) - min(price) as "spread" from "public"."orders" ' +
        'where "orders"."price" < $3 group by "orders"."locale", 2 ' +
        'order by 3 desc, 2 desc, "orders"."locale" limit $4 offset $5',
    );
  });

  it("are left out by conditions, which all hold, with their parameters", async () => {
    const groups = Order.groupBy("locale");
    const few = groups.having(sql`count(*) < ${3}`);
    expect((await few.count()).size).toBe(3);
    expect(await few.having(sql`min(price) > ${"5"}`).count("id")).toEqual(
      new Map([
        ["en", 1],
        [null, 1],
      ]),
    );
    expect(await groups.having({ count: 2 }).count()).toEqual(
      new Map([["de", 2]]),
    );
    let rows: unknown;
    const text = await textOf(async () => {
      rows = await few
        .having({ total: { gte: "4", lt: "20" }, last: { ne: "2024-02-01" } })
        .aggregate({ total: sum("price"), last: max("day") });
    });
    expect(rows).toEqual([{ locale: "de", total: "4.00", last: "2024-01-20" }]);
    expect(text).toBe(
      'select "orders"."locale", sum("orders"."price") as "total", max("orders"."day") as "last" from "public"."orders" ' +
        'group by "orders"."locale" having (count(*) < $1) and sum("orders"."price") >= $2 and sum("orders"."price") < $3 ' +
        'and max("orders"."day") is distinct from $4',
    );
  });

  it("are of joined rows as well", async () => {
    const counts = await Order.joins("customer")
      .groupBy({ name: sql<string>`customer.name` })
      .orderBy({ name: "asc" })
      .count();
    expect([...counts]).toEqual([
      ["ann", 2],
      ["bob", 1],
    ]);
    expect(
      await Customer.joins("orders").distinct().groupBy("name").count(),
    ).toEqual(
      new Map([
        ["ann", 1],
        ["bob", 1],
      ]),
    );
  });

  it("are not changed by what is built on them", async () => {
    const base = Order.groupBy("status");
    base
      .having(sql`false`)
      .orderBy({ count: "asc" })
      .limit(1)
      .offset(1);
    expect((await base.count()).size).toBe(2);
  });

  it("print themselves as what they are, without the values they ask for", () => {
    expect(
      inspect(Order.where({ locale: "secret" }).groupBy("status", "locale")),
    ).toBe(
      '[Groups of Order by "status", "locale", run by count, sum, avg, min, max or aggregate]',
    );
  });

  it("are not asked for where the query gives nothing", async () => {
    const { count: sent } = await countQueries(async () => {
      await Order.where({ id: [] }).groupBy("status").count();
      await Order.limit(0).groupBy("status").aggregate({ n: count() });
    });
    expect(sent).toBe(0);
  });

  it("have whatever names they are given, and no name is SQL", async () => {
    const names = ['"; drop table orders; --', "__proto__", "price", "count"];
    for (const name of names) {
      const groups = Order.groupBy({ [name]: sql<string>`status` }).orderBy({
        [name]: "asc",
      });
      expect([...(await groups.count())]).toEqual([
        ["done", 3],
        ["open", 1],
      ]);
      const [row = {}] = await groups.aggregate({ n: count() });
      expect(Object.entries(row)).toEqual([
        [name, "done"],
        ["n", 3],
      ]);
    }
  });

  it.each<[why: string, run: () => unknown, message: string]>([
    [
      "a lock on rows that nobody gets",
      () => Order.lock().groupBy("status"),
      "A query of Order locks its rows, and groupBy() gives groups.\nLeave lock() out, or lock the records first: await query.ids().",
    ],
    [
      "no key",
      () => Order.groupBy(),
      "Order.groupBy is asked for no groups.\nLeave it out to compute something of all records.",
    ],
    [
      "a misspelt column",
      () => Order.groupBy(untyped("statu")),
      'Order has no column "statu".\nDid you mean "status"?',
    ],
    [
      "the name of what every object has",
      () => Order.groupBy(untyped("constructor")),
      'Order has no column "constructor".\n',
    ],
    [
      "a list",
      () => Order.groupBy(untyped(["status"])),
      "Order takes the name of a column, not an array.\n",
    ],
    [
      "SQL without a name",
      () => Order.groupBy(untyped(sql`status`)),
      "Order.groupBy takes one SQL expression with a name in each object.\nWrite groupBy({ month: sql`…` }, { role: sql`…` }).",
    ],
    [
      "two expressions in one object",
      () => Order.groupBy({ a: sql`1`, b: sql`2` }),
      "Order.groupBy takes one SQL expression with a name in each object.\nWrite groupBy({ month: sql`…` }, { role: sql`…` }).",
    ],
    [
      "text in place of SQL",
      () => Order.groupBy({ a: untyped("status") }),
      "Order.groupBy.a takes sql`…`, not a string.\n",
    ],
    [
      "two keys of one name",
      () => Order.groupBy("status", { status: sql`1` }),
      'Order.groupBy has two keys of the name "status".\n',
    ],
    [
      "a relation to many",
      () => Customer.groupBy(untyped("orders")),
      "Customer.groupBy: the key of Customer.orders is a column of Order.\nGroup Order by its relation to this model.",
    ],
    [
      "a relation to records of several models",
      () => Note.groupBy("subject"),
      'Note.groupBy: Note.subject leads to records of several models.\nGroup by its columns: groupBy("subjectType", "subjectId").',
    ],
    [
      "json",
      () => Order.groupBy("note"),
      "Order.note is json, which has no groups: PostgreSQL cannot compare it.\nDeclare it as jsonb.",
    ],
    [
      "an encrypted column",
      () => Order.groupBy("mail"),
      "Order.mail is encrypted, and the database cannot tell its groups.\nLoad the records and compare their values.",
    ],
    [
      "an order by nothing",
      () => Order.groupBy("status").orderBy(untyped("n")),
      'Order.groupBy.orderBy takes { name: "asc" | "desc" }, not a string.\n',
    ],
    [
      "a hostile direction",
      () => Order.groupBy("status").orderBy({ n: untyped("asc; --") }),
      'Order.groupBy.orderBy.n takes "asc" or "desc", not another string.\n',
    ],
    [
      "an order by what is not computed",
      () => Order.groupBy("status").orderBy({ n: "asc" }).count(),
      'Order.groupBy.orderBy has no column "n".\n',
    ],
    [
      "a limit that is none",
      () => Order.groupBy("status").limit(-1),
      "Order.groupBy.limit takes a whole number from 0 up, not -1.\n",
    ],
    [
      "a condition as text",
      () => Order.groupBy("status").having(untyped("count(*) > 1")),
      "Order.groupBy.having takes sql`…` or an object of conditions, not a string.\n",
    ],
    [
      "a condition that may be missing",
      () => Order.groupBy("status").having({ n: undefined }),
      "Order.groupBy.having.n is undefined.\nLeave the key out to have no condition, or write null to ask for IS NULL.",
    ],
    [
      "a condition on a key",
      () => Order.groupBy("status").having({ status: "open" }).count(),
      "Order.groupBy.having.status is a key of the groups, and the same for all rows of one.\nWrite the condition as where, before groupBy.",
    ],
    [
      "a condition on what is not computed",
      () => Order.groupBy("status").having({ coun: 1 }).count(),
      'Order.groupBy.having has no column "coun".\nDid you mean "count"?',
    ],
    [
      "a condition of another type",
      () => Order.groupBy("status").having({ count: "1" }).count(),
      "Order.groupBy.having.count takes an integer, not a string.\n",
    ],
    [
      "a condition on what SQL computes",
      () =>
        Order.groupBy("status")
          .having({ n: 1 })
          .aggregate({ n: sql`count(*)` }),
      "Order.groupBy.having.n is computed by SQL, and arx does not know of which type it is.\nWrite the condition as SQL: having(sql`…`).",
    ],
    [
      "a value with the name of a key",
      () => Order.groupBy("status").aggregate({ status: count() }),
      'Order.groupBy.aggregate: "status" is a key of the groups already.\nGive the value another name.',
    ],
    [
      "groups that a Map would lose",
      () => Order.groupBy("shouted").count(),
      "Order.groupBy.count has groups of different values in the database that the program reads as one.\nWrite aggregate({ … }), which gives each group a row.",
    ],
  ])("are refused: %s", async (_, run, message) => {
    await expect(
      Promise.resolve()
        .then(run)
        .catch((error: unknown) => {
          const { message: text, hint = "" } = error as ArxError;
          return `${text}\n${hint}`;
        }),
    ).resolves.toBe(message);
  });

  it("leave it to the database what SQL may name", async () => {
    await expect(
      Order.limit(1)
        .joins("customer")
        .groupBy({ name: sql`customer.name` })
        .count(),
    ).rejects.toBeInstanceOf(DatabaseError);
  });
});
