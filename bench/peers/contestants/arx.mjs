import { pathToFileURL } from "node:url";
import { poolOptions } from "../pool-options.mjs";

export const title = "arx";

/** Models, and a database with as many connections as the others have. */
export async function open(url) {
  const arx = await import(pathToFileURL(process.env.ARX_BENCH_LIBRARY).href);
  const models = declareModels(arx);
  const db = await arx.connect({
    database: url,
    pool: { max: poolOptions.max },
  });
  return { ...arx, ...models, db };
}

function declareModels({
  Column,
  HasMany,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
  Unique,
}) {
  const key = () => PrimaryKey({ type: "integer", default: "none" });
  const column = (type, options) => Column({ type, ...options });
  const owner = (target) => Relate(target, { required: true });

  class Customer extends ManagedObject {}
  // The dataset has an index for it.
  Unique(["country", "companyName"])(Customer);
  decorate(Customer, Table("customers"), {
    id: key(),
    companyName: column("text"),
    contactName: column("text"),
    city: column("text"),
    country: column("text"),
    creditLimit: column("numeric", { precision: 12, scale: 2 }),
    active: column("boolean"),
    createdAt: column("timestamptz"),
    orders: HasMany(
      () => Order,
      (order) => order.customer,
    ),
  });

  class Order extends ManagedObject {}
  decorate(Order, Table("orders"), {
    id: key(),
    customerId: column("integer"),
    clerkId: column("integer"),
    status: column("text"),
    freight: column("numeric", { precision: 10, scale: 2 }),
    shipCity: column("text"),
    orderedAt: column("timestamptz"),
    shippedAt: column("timestamptz", { nullable: true }),
    customer: owner(() => Customer),
    lines: HasMany(
      () => OrderLine,
      (line) => line.order,
    ),
  });

  class OrderLine extends ManagedObject {}
  decorate(OrderLine, Table("order_lines"), {
    id: key(),
    orderId: column("integer"),
    productId: column("integer"),
    quantity: column("integer"),
    unitPrice: column("numeric", { precision: 10, scale: 2 }),
    discount: column("double precision"),
    order: owner(() => Order),
    product: owner(() => Product),
  });

  class Product extends ManagedObject {}
  decorate(Product, Table("products"), {
    id: key(),
    supplierId: column("integer"),
    categoryId: column("integer"),
    name: column("text"),
    unitPrice: column("numeric", { precision: 10, scale: 2 }),
    inStock: column("integer"),
    discontinued: column("boolean"),
    attributes: column("jsonb"),
    tags: column("text[]"),
    supplier: owner(() => Supplier),
  });

  class Supplier extends ManagedObject {}
  decorate(Supplier, Table("suppliers"), {
    id: key(),
    name: column("text"),
    city: column("text"),
    country: column("text"),
  });

  return { Customer, Order, OrderLine, Product, Supplier };
}

/** What a compiler makes of `@Table() class … { @Column() declare … }`. */
function decorate(model, decorateClass, members) {
  for (const [name, decorateMember] of Object.entries(members))
    decorateMember(model.prototype, name);
  decorateClass(model);
}
