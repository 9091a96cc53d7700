import { canonicalRows } from "../canonical.mjs";
import { orderColumns } from "../columns.mjs";
import { orderFields } from "../sql-text.mjs";

const text = `select ${orderFields} from "orders" where "id" > $1 order by "id" limit $2`;
const size = 10_000;

export const workload = {
  title: "10,000 rows of 8 columns as entities",
  concurrency: [1, 4],
  argument: (run) => (run % 4) * size,
  canonical: (orders) => canonicalRows(orders, orderColumns),
  contestants: {
    postgres:
      ({ query }) =>
      (after) =>
        query(text, [after, size]),
    pg:
      ({ query }) =>
      (after) =>
        query("hydrate", text, [after, size]),
    drizzle:
      ({ db, orders, gt }) =>
      (after) =>
        db
          .select()
          .from(orders)
          .where(gt(orders.id, after))
          .orderBy(orders.id)
          .limit(size),
    "drizzle-prepared": ({ db, orders, gt, sql }) => {
      const query = db
        .select()
        .from(orders)
        .where(gt(orders.id, sql.placeholder("after")))
        .orderBy(orders.id)
        .limit(size)
        .prepare("hydrate");
      return (after) => query.execute({ after });
    },
    kysely:
      ({ db, orderFields }) =>
      (after) =>
        db
          .selectFrom("orders")
          .select(orderFields)
          .where("id", ">", after)
          .orderBy("id")
          .limit(size)
          .execute(),
    typeorm:
      ({ orders, MoreThan }) =>
      (after) =>
        orders.find({
          where: { id: MoreThan(after) },
          order: { id: "ASC" },
          take: size,
        }),
    "mikro-orm":
      ({ fork, Order }) =>
      (after) =>
        fork().find(
          Order,
          { id: { $gt: after } },
          { orderBy: { id: "asc" }, limit: size },
        ),
    sequelize:
      ({ Order, Op }) =>
      (after) =>
        Order.findAll({
          where: { id: { [Op.gt]: after } },
          order: ["id"],
          limit: size,
        }),
    objection:
      ({ Order }) =>
      (after) =>
        Order.query().where("id", ">", after).orderBy("id").limit(size),
    arx:
      ({ Order }) =>
      (after) =>
        Order.where({ id: { gt: after } })
          .orderBy({ id: "asc" })
          .limit(size)
          .all(),
  },
};
