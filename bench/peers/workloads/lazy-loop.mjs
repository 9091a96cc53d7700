import { canonicalRows } from "../canonical.mjs";
import { counts } from "../dataset.mjs";
import { customerFields, orderFields } from "../sql-text.mjs";

const size = 100;
const ordersText = `select ${orderFields} from "orders" where "id" > $1 order by "id" limit $2`;
const customersText = `select ${customerFields} from "customers" where "id" = any($1)`;

export const workload = {
  title: "100 relations read in a loop",
  concurrency: [1, 32],
  argument: (run) => (run * 7919) % (counts.orders - size),
  canonical: (names) =>
    canonicalRows(names, { id: "number", companyName: "text" }),
  contestants: {
    // Nobody would write the loop by hand: these read all customers at once.
    postgres:
      ({ query }) =>
      async (after) => {
        const orders = await query(ordersText, [after, size]);
        const ids = orders.map(({ customerId }) => customerId);
        return nameCustomers(orders, await query(customersText, [ids]));
      },
    pg:
      ({ query }) =>
      async (after) => {
        const orders = await query("orders", ordersText, [after, size]);
        const ids = orders.map(({ customerId }) => customerId);
        return nameCustomers(
          orders,
          await query("customers-of-orders", customersText, [ids]),
        );
      },
    drizzle:
      ({ db, customers, orders, eq, gt }) =>
      async (after) =>
        readEach(
          await db
            .select()
            .from(orders)
            .where(gt(orders.id, after))
            .orderBy(orders.id)
            .limit(size),
          async ({ customerId }) => {
            const [customer] = await db
              .select()
              .from(customers)
              .where(eq(customers.id, customerId));
            return customer;
          },
        ),
    "drizzle-prepared": ({ db, customers, orders, eq, gt, sql }) => {
      const ordersAfter = db
        .select()
        .from(orders)
        .where(gt(orders.id, sql.placeholder("after")))
        .orderBy(orders.id)
        .limit(size)
        .prepare("orders");
      const customerOf = db
        .select()
        .from(customers)
        .where(eq(customers.id, sql.placeholder("customerId")))
        .prepare("customer");
      return async (after) =>
        readEach(
          await ordersAfter.execute({ after }),
          async ({ customerId }) =>
            (await customerOf.execute({ customerId }))[0],
        );
    },
    kysely:
      ({ db, customerFields, orderFields }) =>
      async (after) =>
        readEach(
          await db
            .selectFrom("orders")
            .select(orderFields)
            .where("id", ">", after)
            .orderBy("id")
            .limit(size)
            .execute(),
          ({ customerId }) =>
            db
              .selectFrom("customers")
              .select(customerFields)
              .where("id", "=", customerId)
              .executeTakeFirstOrThrow(),
        ),
    // A lazy relation does the same.
    typeorm:
      ({ orders, MoreThan }) =>
      async (after) =>
        readEach(
          await orders.find({
            where: { id: MoreThan(after) },
            order: { id: "ASC" },
            take: size,
          }),
          (order) =>
            orders
              .createQueryBuilder()
              .relation("customer")
              .of(order)
              .loadOne(),
        ),
    // Its dataloader collects what is asked for at the same time, so this is no loop.
    "mikro-orm":
      ({ fork, Order, ref }) =>
      async (after) => {
        const orders = await fork().find(
          Order,
          { id: { $gt: after } },
          { orderBy: { id: "asc" }, limit: size },
        );
        const customers = await Promise.all(
          orders.map(({ customer }) =>
            ref(customer).load({ dataloader: true }),
          ),
        );
        return orders.map(({ id }, index) => ({
          id,
          companyName: customers[index].companyName,
        }));
      },
    sequelize:
      ({ Order, Op }) =>
      async (after) =>
        readEach(
          await Order.findAll({
            where: { id: { [Op.gt]: after } },
            order: ["id"],
            limit: size,
          }),
          (order) => order.getCustomer(),
        ),
    objection:
      ({ Order }) =>
      async (after) =>
        readEach(
          await Order.query().where("id", ">", after).orderBy("id").limit(size),
          (order) => order.$relatedQuery("customer"),
        ),
    arx:
      ({ Order }) =>
      async (after) =>
        readEach(
          await Order.where({ id: { gt: after } })
            .orderBy({ id: "asc" })
            .limit(size)
            .all(),
          (order) => order.customer,
        ),
  },
};

/** One after the other. */
async function readEach(orders, readCustomer) {
  const names = [];
  for (const order of orders) {
    const { companyName } = await readCustomer(order);
    names.push({ id: order.id, companyName });
  }
  return names;
}

function nameCustomers(orders, customers) {
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  return orders.map(({ id, customerId }) => ({
    id,
    companyName: byId.get(customerId).companyName,
  }));
}
