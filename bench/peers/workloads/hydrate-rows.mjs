import { orderColumns } from "../columns.mjs";
import { workload as entities } from "./hydrate-entities.mjs";

const size = 10_000;
const names = Object.keys(orderColumns);

/** The same rows as `hydrate-entities`. What has no entities gives what it gave there. */
export const workload = {
  ...entities,
  title: "10,000 rows of 8 columns as plain objects",
  contestants: {
    ...entities.contestants,
    typeorm:
      ({ orders }) =>
      (after) =>
        selectFields(orders.createQueryBuilder("o"))
          .where("o.id > :after", { after })
          .orderBy("o.id")
          .limit(size)
          .getRawMany(),
    "mikro-orm":
      ({ fork, Order }) =>
      (after) =>
        fork()
          .createQueryBuilder(Order)
          .select("*")
          .where({ id: { $gt: after } })
          .orderBy({ id: "asc" })
          .limit(size)
          .execute("all"),
    sequelize:
      ({ Order, Op }) =>
      (after) =>
        Order.findAll({
          where: { id: { [Op.gt]: after } },
          order: ["id"],
          limit: size,
          raw: true,
        }),
    objection:
      ({ db }) =>
      (after) =>
        db("orders")
          .select(names)
          .where("id", ">", after)
          .orderBy("id")
          .limit(size),
    arx:
      ({ Order }) =>
      (after) =>
        Order.where({ id: { gt: after } })
          .orderBy({ id: "asc" })
          .limit(size)
          .select(...names)
          .all(),
  },
};

function selectFields(query) {
  return names.reduce(
    (selected, name) => selected.addSelect(`o.${name}`, name),
    query.select([]),
  );
}
