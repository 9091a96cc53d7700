import { canonicalRows } from "../canonical.mjs";
import { customerColumns } from "../columns.mjs";
import { counts } from "../dataset.mjs";
import { customerFields } from "../sql-text.mjs";

const size = 50;
const columns = { ...customerColumns, ordersCount: "number" };
const text = `select ${customerFields}, (select count(*)::int from "orders" o where o."customer_id" = "customers"."id") as "ordersCount" from "customers" where "id" > $1 and "id" <= $2 order by "id"`;

export const workload = {
  title: "50 customers, orders counted",
  concurrency: [1, 32],
  argument: (run) => (run * 7919) % (counts.customers - size),
  canonical: (customers) => canonicalRows(customers.map(valuesOf), columns),
  contestants: {
    postgres:
      ({ query }) =>
      (after) =>
        query(text, [after, after + size]),
    pg:
      ({ query }) =>
      (after) =>
        query("counts", text, [after, after + size]),
    drizzle: (tools) => (after) => countInDrizzle(tools, after, after + size),
    "drizzle-prepared": (tools) => {
      const { placeholder } = tools.sql;
      const query = countInDrizzle(
        tools,
        placeholder("after"),
        placeholder("last"),
      ).prepare("counts");
      return (after) => query.execute({ after, last: after + size });
    },
    kysely:
      ({ db, customerFields }) =>
      (after) =>
        db
          .selectFrom("customers")
          .select(customerFields)
          .select(({ selectFrom }) =>
            selectFrom("orders")
              .select(({ fn }) => fn.countAll().as("count"))
              .whereRef("orders.customer_id", "=", "customers.id")
              .as("ordersCount"),
          )
          .where("id", ">", after)
          .where("id", "<=", after + size)
          .orderBy("id")
          .execute(),
    typeorm:
      ({ customers, orders }) =>
      async (after) => {
        const { entities, raw } = await customers
          .createQueryBuilder("c")
          .addSelect(
            (query) =>
              query
                .select("count(*)")
                .from(orders.target, "o")
                .where("o.customerId = c.id"),
            "ordersCount",
          )
          .where("c.id > :after", { after })
          .andWhere("c.id <= :last", { last: after + size })
          .orderBy("c.id")
          .getRawAndEntities();
        return entities.map((customer, index) =>
          Object.assign(customer, { ordersCount: raw[index].ordersCount }),
        );
      },
    "mikro-orm":
      ({ fork, Customer, Order }) =>
      async (after) => {
        const manager = fork();
        const customers = await manager.find(
          Customer,
          { id: { $gt: after, $lte: after + size } },
          { orderBy: { id: "asc" } },
        );
        const ordersOf = await manager.countBy(Order, "customer", {
          where: { customer: customers },
        });
        return customers.map((customer) =>
          Object.assign(customer, { ordersCount: ordersOf[customer.id] ?? 0 }),
        );
      },
    sequelize:
      ({ Customer, Op, literal }) =>
      (after) =>
        Customer.findAll({
          attributes: {
            include: [
              [
                literal(
                  `(select count(*) from "orders" o where o."customer_id" = "Customer"."id")`,
                ),
                "ordersCount",
              ],
            ],
          },
          where: { id: { [Op.gt]: after, [Op.lte]: after + size } },
          order: ["id"],
        }),
    objection:
      ({ Customer }) =>
      (after) =>
        Customer.query()
          .select(
            "customers.*",
            Customer.relatedQuery("orders").count().as("ordersCount"),
          )
          .where("id", ">", after)
          .where("id", "<=", after + size)
          .orderBy("id"),
    arx:
      ({ Customer }) =>
      (after) =>
        Customer.where({ id: { gt: after, lte: after + size } })
          .withCount("orders")
          .orderBy({ id: "asc" })
          .all(),
  },
};

/** sequelize keeps what a query adds to a record beside its properties. */
function valuesOf(customer) {
  return customer.dataValues ?? customer;
}

function countInDrizzle(tools, after, last) {
  const { db, customers, orders, and, eq, getTableColumns, gt, lte } = tools;
  return db
    .select({
      ...getTableColumns(customers),
      ordersCount: db.$count(orders, eq(orders.customerId, customers.id)),
    })
    .from(customers)
    .where(and(gt(customers.id, after), lte(customers.id, last)))
    .orderBy(customers.id);
}
