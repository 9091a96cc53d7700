import { canonicalTrees } from "../canonical.mjs";
import { orderWithRelations } from "../columns.mjs";
import { counts } from "../dataset.mjs";
import {
  lineWithProductAndSupplier,
  orderWithCustomer,
} from "../nested-rows.mjs";
import {
  lineProductSupplierFields,
  orderCustomerFields,
} from "../sql-text.mjs";

const orderText = `select ${orderCustomerFields} from "orders" o join "customers" c on c."id" = o."customer_id" where o."id" = $1`;
const linesText = `select ${lineProductSupplierFields} from "order_lines" l join "products" p on p."id" = l."product_id" join "suppliers" s on s."id" = p."supplier_id" where l."order_id" = $1`;

export const workload = {
  title: "one order, 4 relations",
  concurrency: [1, 32],
  argument: (run) => 1 + ((run * 7919) % counts.orders),
  canonical: (order) => canonicalTrees([order], orderWithRelations),
  contestants: {
    postgres:
      ({ query }) =>
      async (id) => {
        const [[order], lines] = await Promise.all([
          query(orderText, [id]),
          query(linesText, [id]),
        ]);
        return assemble(order, lines);
      },
    pg:
      ({ query }) =>
      async (id) => {
        const [[order], lines] = await Promise.all([
          query("order", orderText, [id]),
          query("order-lines", linesText, [id]),
        ]);
        return assemble(order, lines);
      },
    drizzle:
      ({ db, orders, eq }) =>
      (id) =>
        db.query.orders.findFirst({
          where: eq(orders.id, id),
          with: {
            customer: true,
            lines: { with: { product: { with: { supplier: true } } } },
          },
        }),
    "drizzle-prepared": ({ db, orders, eq, sql }) => {
      const query = db.query.orders
        .findFirst({
          where: eq(orders.id, sql.placeholder("id")),
          with: {
            customer: true,
            lines: { with: { product: { with: { supplier: true } } } },
          },
        })
        .prepare("order-with-relations");
      return (id) => query.execute({ id });
    },
    kysely:
      ({ db, jsonArrayFrom, jsonObjectFrom, ...fields }) =>
      (id) =>
        db
          .selectFrom("orders")
          .select(fields.orderFields)
          .select((order) => [
            jsonObjectFrom(
              order
                .selectFrom("customers")
                .select(fields.customerFields)
                .whereRef("customers.id", "=", "orders.customer_id"),
            ).as("customer"),
            jsonArrayFrom(
              order
                .selectFrom("order_lines")
                .select(fields.orderLineFields)
                .select((line) =>
                  jsonObjectFrom(
                    line
                      .selectFrom("products")
                      .select(fields.productFields)
                      .select((product) =>
                        jsonObjectFrom(
                          product
                            .selectFrom("suppliers")
                            .select(fields.supplierFields)
                            .whereRef(
                              "suppliers.id",
                              "=",
                              "products.supplier_id",
                            ),
                        ).as("supplier"),
                      )
                      .whereRef("products.id", "=", "order_lines.product_id"),
                  ).as("product"),
                )
                .whereRef("order_lines.order_id", "=", "orders.id"),
            ).as("lines"),
          ])
          .where("id", "=", id)
          .executeTakeFirst(),
    // `findOne` needs two statements for it.
    typeorm:
      ({ orders }) =>
      (id) =>
        orders
          .createQueryBuilder("o")
          .leftJoinAndSelect("o.customer", "customer")
          .leftJoinAndSelect("o.lines", "line")
          .leftJoinAndSelect("line.product", "product")
          .leftJoinAndSelect("product.supplier", "supplier")
          .where("o.id = :id", { id })
          .getOne(),
    "mikro-orm":
      ({ fork, Order }) =>
      (id) =>
        fork().findOne(Order, id, {
          populate: ["customer", "lines.product.supplier"],
        }),
    sequelize:
      ({ Order }) =>
      (id) =>
        Order.findByPk(id, {
          include: [
            "customer",
            {
              association: "lines",
              include: [{ association: "product", include: ["supplier"] }],
            },
          ],
        }),
    // `withGraphFetched` needs five statements for it.
    objection:
      ({ Order }) =>
      (id) =>
        Order.query()
          .findById(id)
          .withGraphJoined("[customer, lines.product.supplier]"),
    arx:
      ({ Order }) =>
      (id) =>
        Order.find(id, {
          with: {
            customer: true,
            lines: { with: { product: { with: { supplier: true } } } },
          },
        }),
  },
};

function assemble(row, lines) {
  const order = orderWithCustomer(row);
  order.lines = lines.map(lineWithProductAndSupplier);
  return order;
}
