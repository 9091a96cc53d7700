import { canonicalRows } from "../canonical.mjs";

const columns = { status: "text", orders: "number", freight: "numeric" };
const text = `select "status", count(*)::int as "orders", sum("freight") as "freight" from "orders" where "clerk_id" <= $1 group by "status" order by "status"`;

export const workload = {
  title: "aggregate, grouped",
  concurrency: [1, 32],
  argument: (run) => 25 + (run % 20),
  canonical: (groups) => canonicalRows(groups, columns),
  contestants: {
    postgres:
      ({ query }) =>
      (clerk) =>
        query(text, [clerk]),
    pg:
      ({ query }) =>
      (clerk) =>
        query("aggregate", text, [clerk]),
    drizzle:
      ({ db, orders, count, lte, sum }) =>
      (clerk) =>
        db
          .select({
            status: orders.status,
            orders: count(),
            freight: sum(orders.freight),
          })
          .from(orders)
          .where(lte(orders.clerkId, clerk))
          .groupBy(orders.status)
          .orderBy(orders.status),
    "drizzle-prepared": ({ db, orders, count, lte, sql, sum }) => {
      const query = db
        .select({
          status: orders.status,
          orders: count(),
          freight: sum(orders.freight),
        })
        .from(orders)
        .where(lte(orders.clerkId, sql.placeholder("clerk")))
        .groupBy(orders.status)
        .orderBy(orders.status)
        .prepare("aggregate");
      return (clerk) => query.execute({ clerk });
    },
    kysely:
      ({ db }) =>
      (clerk) =>
        db
          .selectFrom("orders")
          .select(({ fn }) => [
            "status",
            fn.countAll().as("orders"),
            fn.sum("freight").as("freight"),
          ])
          .where("clerk_id", "<=", clerk)
          .groupBy("status")
          .orderBy("status")
          .execute(),
    typeorm:
      ({ orders }) =>
      (clerk) =>
        orders
          .createQueryBuilder("o")
          .select("o.status", "status")
          .addSelect("count(*)", "orders")
          .addSelect("sum(o.freight)", "freight")
          .where("o.clerkId <= :clerk", { clerk })
          .groupBy("o.status")
          .orderBy("o.status")
          .getRawMany(),
    "mikro-orm":
      ({ fork, Order, sql }) =>
      (clerk) =>
        fork()
          .createQueryBuilder(Order)
          .select([
            "status",
            sql`count(*)`.as("orders"),
            sql`sum(freight)`.as("freight"),
          ])
          .where({ clerkId: { $lte: clerk } })
          .groupBy("status")
          .orderBy({ status: "asc" })
          .execute("all"),
    sequelize:
      ({ Order, Op, col, fn }) =>
      (clerk) =>
        Order.findAll({
          attributes: [
            "status",
            [fn("count", col("*")), "orders"],
            [fn("sum", col("freight")), "freight"],
          ],
          where: { clerkId: { [Op.lte]: clerk } },
          group: "status",
          order: ["status"],
          raw: true,
        }),
    objection:
      ({ Order }) =>
      (clerk) =>
        Order.query()
          .select("status")
          .count("* as orders")
          .sum("freight as freight")
          .where("clerkId", "<=", clerk)
          .groupBy("status")
          .orderBy("status"),
    arx:
      ({ Order, count, sum }) =>
      (clerk) =>
        Order.where({ clerkId: { lte: clerk } })
          .groupBy("status")
          .orderBy({ status: "asc" })
          .aggregate({ orders: count(), freight: sum("freight") }),
  },
};
