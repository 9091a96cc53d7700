import { canonicalRows } from "../canonical.mjs";
import { orderColumns } from "../columns.mjs";
import { counts } from "../dataset.mjs";
import { orderFields } from "../sql-text.mjs";

const text = `select ${orderFields} from "orders" where "id" = $1`;

export const workload = {
  title: "find by key",
  concurrency: [1, 32],
  argument: (run) => 1 + ((run * 7919) % counts.orders),
  canonical: (order) => canonicalRows([order], orderColumns),
  contestants: {
    postgres:
      ({ query }) =>
      async (id) =>
        (await query(text, [id]))[0],
    pg:
      ({ query }) =>
      async (id) =>
        (await query("find", text, [id]))[0],
    drizzle:
      ({ db, orders, eq }) =>
      async (id) =>
        (await db.select().from(orders).where(eq(orders.id, id)))[0],
    "drizzle-prepared": ({ db, orders, eq, sql }) => {
      const query = db
        .select()
        .from(orders)
        .where(eq(orders.id, sql.placeholder("id")))
        .prepare("find");
      return async (id) => (await query.execute({ id }))[0];
    },
    kysely:
      ({ db, orderFields }) =>
      (id) =>
        db
          .selectFrom("orders")
          .select(orderFields)
          .where("id", "=", id)
          .executeTakeFirst(),
    typeorm:
      ({ orders }) =>
      (id) =>
        orders.findOneBy({ id }),
    "mikro-orm":
      ({ fork, Order }) =>
      (id) =>
        fork().findOne(Order, id),
    sequelize:
      ({ Order }) =>
      (id) =>
        Order.findByPk(id),
    objection:
      ({ Order }) =>
      (id) =>
        Order.query().findById(id),
    arx:
      ({ Order }) =>
      (id) =>
        Order.find(id),
  },
};
