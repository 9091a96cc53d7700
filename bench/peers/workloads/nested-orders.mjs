import { canonicalTrees } from "../canonical.mjs";
import { orderWithLines } from "../columns.mjs";
import { counts } from "../dataset.mjs";
import { giveLines } from "../nested-rows.mjs";
import { lineProductFields, orderFields } from "../sql-text.mjs";

const size = 50;
const ordersText = `select ${orderFields} from "orders" where "id" > $1 order by "id" limit $2`;
const linesText = `select ${lineProductFields} from "order_lines" l join "products" p on p."id" = l."product_id" where l."order_id" = any($1)`;
const idsOf = (orders) => orders.map(({ id }) => id);

export const workload = {
  title: "50 orders, 2 levels of relations",
  concurrency: [1, 32],
  argument: (run) => (run * 7919) % (counts.orders - size),
  canonical: (orders) => canonicalTrees(orders, orderWithLines),
  contestants: {
    postgres:
      ({ query }) =>
      async (after) => {
        const orders = await query(ordersText, [after, size]);
        return giveLines(orders, await query(linesText, [idsOf(orders)]));
      },
    pg:
      ({ query }) =>
      async (after) => {
        const orders = await query("orders", ordersText, [after, size]);
        return giveLines(
          orders,
          await query("lines", linesText, [idsOf(orders)]),
        );
      },
    drizzle:
      ({ db, orders, gt }) =>
      (after) =>
        db.query.orders.findMany({
          where: gt(orders.id, after),
          orderBy: orders.id,
          limit: size,
          with: { lines: { with: { product: true } } },
        }),
    "drizzle-prepared": ({ db, orders, gt, sql }) => {
      const query = db.query.orders
        .findMany({
          where: gt(orders.id, sql.placeholder("after")),
          orderBy: orders.id,
          limit: size,
          with: { lines: { with: { product: true } } },
        })
        .prepare("nested-orders");
      return (after) => query.execute({ after });
    },
    kysely:
      ({ db, jsonArrayFrom, jsonObjectFrom, ...fields }) =>
      (after) =>
        db
          .selectFrom("orders")
          .select(fields.orderFields)
          .select((order) =>
            jsonArrayFrom(
              order
                .selectFrom("order_lines")
                .select(fields.orderLineFields)
                .select((line) =>
                  jsonObjectFrom(
                    line
                      .selectFrom("products")
                      .select(fields.productFields)
                      .whereRef("products.id", "=", "order_lines.product_id"),
                  ).as("product"),
                )
                .whereRef("order_lines.order_id", "=", "orders.id"),
            ).as("lines"),
          )
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
          relations: { lines: { product: true } },
        }),
    "mikro-orm":
      ({ fork, Order }) =>
      (after) =>
        fork().find(
          Order,
          { id: { $gt: after } },
          {
            orderBy: { id: "asc" },
            limit: size,
            populate: ["lines.product"],
          },
        ),
    sequelize:
      ({ Order, Op }) =>
      (after) =>
        Order.findAll({
          where: { id: { [Op.gt]: after } },
          order: ["id"],
          limit: size,
          include: [{ association: "lines", include: ["product"] }],
        }),
    objection:
      ({ Order }) =>
      (after) =>
        Order.query()
          .where("id", ">", after)
          .orderBy("id")
          .limit(size)
          .withGraphFetched("lines.product"),
    arx:
      ({ Order }) =>
      (after) =>
        Order.where({ id: { gt: after } })
          .orderBy({ id: "asc" })
          .limit(size)
          .with({ lines: { with: { product: true } } })
          .all(),
  },
};
