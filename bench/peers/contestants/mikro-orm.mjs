import { poolOptions } from "../pool-options.mjs";

export const title = "mikro-orm";
export const packages = ["@mikro-orm/core", "@mikro-orm/postgresql"];

/** Entities over the package `pg`; each operation has an entity manager of its own, as each request of a server has. */
export async function open(url) {
  const mikro = await import("@mikro-orm/postgresql");
  const entities = declareEntities(mikro);
  const orm = await mikro.MikroORM.init({
    clientUrl: url,
    entities: Object.values(entities),
    pool: {
      min: 0,
      max: poolOptions.max,
      idleTimeoutMillis: poolOptions.idleTimeoutMillis,
    },
  });
  return {
    ...mikro,
    ...entities,
    fork: () => orm.em.fork(),
  };
}

function declareEntities({ defineEntity, p }) {
  const money = (precision = 10) => p.decimal().precision(precision).scale(2);
  const instant = () => p.datetime().columnType("timestamptz(6)");

  const Supplier = defineEntity({
    name: "Supplier",
    tableName: "suppliers",
    properties: {
      id: p.integer().primary(),
      name: p.text(),
      city: p.text(),
      country: p.text(),
    },
  });
  const Product = defineEntity({
    name: "Product",
    tableName: "products",
    properties: {
      id: p.integer().primary(),
      supplier: () => p.manyToOne(Supplier),
      categoryId: p.integer(),
      name: p.text(),
      unitPrice: money(),
      inStock: p.integer(),
      discontinued: p.boolean(),
      attributes: p.json(),
      tags: p.array(),
    },
  });
  const Customer = defineEntity({
    name: "Customer",
    tableName: "customers",
    properties: {
      id: p.integer().primary(),
      companyName: p.text(),
      contactName: p.text(),
      city: p.text(),
      country: p.text(),
      creditLimit: money(12),
      active: p.boolean(),
      createdAt: instant(),
      orders: () => p.oneToMany(Order).mappedBy("customer"),
    },
  });
  const Order = defineEntity({
    name: "Order",
    tableName: "orders",
    properties: {
      id: p.integer().primary(),
      customer: () => p.manyToOne(Customer),
      clerkId: p.integer(),
      status: p.text(),
      freight: money(),
      shipCity: p.text(),
      orderedAt: instant(),
      shippedAt: instant().nullable(),
      lines: () => p.oneToMany(OrderLine).mappedBy("order"),
    },
  });
  const OrderLine = defineEntity({
    name: "OrderLine",
    tableName: "order_lines",
    properties: {
      id: p.integer().primary(),
      order: () => p.manyToOne(Order),
      product: () => p.manyToOne(Product),
      quantity: p.integer(),
      unitPrice: money(),
      discount: p.double(),
    },
  });
  return { Customer, Order, OrderLine, Product, Supplier };
}
