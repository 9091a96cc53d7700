import { poolOptions } from "../pool-options.mjs";

export const title = "typeorm";
export const packages = ["typeorm", "pg", "reflect-metadata"];

/** Repositories of entity classes, over the package `pg`. */
export async function open(url) {
  const { default: typeorm } = await import("typeorm");
  const entities = declareEntities(typeorm.EntitySchema);
  const source = new typeorm.DataSource({
    type: "postgres",
    url,
    entities: Object.values(entities),
    poolSize: poolOptions.max,
    extra: { idleTimeoutMillis: poolOptions.idleTimeoutMillis },
  });
  await source.initialize();
  const repository = (schema) => source.getRepository(schema.options.target);
  return {
    ...typeorm,
    source,
    customers: repository(entities.customer),
    orders: repository(entities.order),
    orderLines: repository(entities.orderLine),
    products: repository(entities.product),
    suppliers: repository(entities.supplier),
  };
}

class Customer {}
class Order {}
class OrderLine {}
class Product {}
class Supplier {}

const key = { type: "int", primary: true };
const column = (type, name, options) => ({ type, name, ...options });
const money = (name, precision = 10) =>
  column("numeric", name, { precision, scale: 2 });
const owner = (target, joinColumn, inverseSide) => ({
  type: "many-to-one",
  target: () => target,
  joinColumn: { name: joinColumn },
  inverseSide,
});
const owned = (target, inverseSide) => ({
  type: "one-to-many",
  target: () => target,
  inverseSide,
});

function declareEntities(EntitySchema) {
  const entity = (target, tableName, columns, relations) =>
    new EntitySchema({
      target,
      name: target.name,
      tableName,
      columns: { id: key, ...columns },
      relations,
    });
  return {
    customer: entity(
      Customer,
      "customers",
      {
        companyName: column("text", "company_name"),
        contactName: column("text", "contact_name"),
        city: column("text", "city"),
        country: column("text", "country"),
        creditLimit: money("credit_limit", 12),
        active: column("boolean", "active"),
        createdAt: column("timestamptz", "created_at"),
      },
      { orders: owned(Order, "customer") },
    ),
    order: entity(
      Order,
      "orders",
      {
        customerId: column("int", "customer_id"),
        clerkId: column("int", "clerk_id"),
        status: column("text", "status"),
        freight: money("freight"),
        shipCity: column("text", "ship_city"),
        orderedAt: column("timestamptz", "ordered_at"),
        shippedAt: column("timestamptz", "shipped_at", { nullable: true }),
      },
      {
        customer: owner(Customer, "customer_id", "orders"),
        lines: owned(OrderLine, "order"),
      },
    ),
    orderLine: entity(
      OrderLine,
      "order_lines",
      {
        orderId: column("int", "order_id"),
        productId: column("int", "product_id"),
        quantity: column("int", "quantity"),
        unitPrice: money("unit_price"),
        discount: column("double precision", "discount"),
      },
      {
        order: owner(Order, "order_id", "lines"),
        product: owner(Product, "product_id"),
      },
    ),
    product: entity(
      Product,
      "products",
      {
        supplierId: column("int", "supplier_id"),
        categoryId: column("int", "category_id"),
        name: column("text", "name"),
        unitPrice: money("unit_price"),
        inStock: column("int", "in_stock"),
        discontinued: column("boolean", "discontinued"),
        attributes: column("jsonb", "attributes"),
        tags: column("text", "tags", { array: true }),
      },
      { supplier: owner(Supplier, "supplier_id") },
    ),
    supplier: entity(Supplier, "suppliers", {
      name: column("text", "name"),
      city: column("text", "city"),
      country: column("text", "country"),
    }),
  };
}
