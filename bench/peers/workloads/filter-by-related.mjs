import { canonicalRows } from "../canonical.mjs";
import { orderColumns } from "../columns.mjs";
import { joinedOrderFields } from "../sql-text.mjs";

const size = 50;
const text = `select ${joinedOrderFields} from "orders" o join "customers" c on c."id" = o."customer_id" where c."country" = $1 and exists (select 1 from "order_lines" l where l."order_id" = o."id" and l."quantity" >= $2) order by o."id" limit $3`;

export const workload = {
  title: "50 orders filtered by 2 relations",
  concurrency: [1, 32],
  // Every other order of the country has a line of so many.
  argument: (run) => ({
    country: `Country ${run % 20}`,
    quantity: run % 4 === 1 ? 31 : 38,
  }),
  canonical: (orders) => canonicalRows(orders, orderColumns),
  contestants: {
    postgres:
      ({ query }) =>
      ({ country, quantity }) =>
        query(text, [country, quantity, size]),
    pg:
      ({ query }) =>
      ({ country, quantity }) =>
        query("filter-by-related", text, [country, quantity, size]),
    drizzle:
      (tools) =>
      ({ country, quantity }) =>
        filterInDrizzle(tools, country, quantity),
    "drizzle-prepared": (tools) => {
      const { placeholder } = tools.sql;
      const query = filterInDrizzle(
        tools,
        placeholder("country"),
        placeholder("quantity"),
      ).prepare("filter-by-related");
      return (bounds) => query.execute(bounds);
    },
    kysely:
      ({ db, orderFields }) =>
      ({ country, quantity }) =>
        db
          .selectFrom("orders")
          .select(orderFields)
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom("customers")
                .select("customers.id")
                .whereRef("customers.id", "=", "orders.customer_id")
                .where("country", "=", country),
            ),
          )
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom("order_lines")
                .select("order_lines.id")
                .whereRef("order_lines.order_id", "=", "orders.id")
                .where("quantity", ">=", quantity),
            ),
          )
          .orderBy("id")
          .limit(size)
          .execute(),
    // `find` would join the lines and take the orders apart again by a second statement.
    typeorm:
      ({ orders, orderLines }) =>
      ({ country, quantity }) => {
        const query = orders
          .createQueryBuilder("o")
          .innerJoin("o.customer", "customer")
          .where("customer.country = :country", { country });
        const lines = query
          .subQuery()
          .select("line.id")
          .from(orderLines.target, "line")
          .where("line.orderId = o.id")
          .andWhere("line.quantity >= :quantity");
        return query
          .andWhere(`exists ${lines.getQuery()}`, { quantity })
          .orderBy("o.id")
          .limit(size)
          .getMany();
      },
    "mikro-orm":
      ({ fork, Order }) =>
      ({ country, quantity }) =>
        fork().find(
          Order,
          {
            customer: { country },
            lines: { $some: { quantity: { $gte: quantity } } },
          },
          { orderBy: { id: "asc" }, limit: size },
        ),
    sequelize:
      ({ Order, Op }) =>
      ({ country, quantity }) =>
        Order.findAll({
          include: [
            { association: "customer", attributes: [], where: { country } },
            {
              association: "lines",
              attributes: [],
              where: { quantity: { [Op.gte]: quantity } },
            },
          ],
          order: ["id"],
          limit: size,
        }),
    objection:
      ({ Order }) =>
      ({ country, quantity }) =>
        Order.query()
          .whereExists(Order.relatedQuery("customer").where({ country }))
          .whereExists(
            Order.relatedQuery("lines").where("quantity", ">=", quantity),
          )
          .orderBy("id")
          .limit(size),
    arx:
      ({ Order }) =>
      ({ country, quantity }) =>
        Order.where({
          customer: { country },
          lines: { some: { quantity: { gte: quantity } } },
        })
          .orderBy({ id: "asc" })
          .limit(size)
          .all(),
  },
};

function filterInDrizzle(tools, country, quantity) {
  const { db, customers, orders, orderLines } = tools;
  const { and, eq, exists, getTableColumns, gte } = tools;
  return db
    .select(getTableColumns(orders))
    .from(orders)
    .innerJoin(customers, eq(customers.id, orders.customerId))
    .where(
      and(
        eq(customers.country, country),
        exists(
          db
            .select({ id: orderLines.id })
            .from(orderLines)
            .where(
              and(
                eq(orderLines.orderId, orders.id),
                gte(orderLines.quantity, quantity),
              ),
            ),
        ),
      ),
    )
    .orderBy(orders.id)
    .limit(size);
}
