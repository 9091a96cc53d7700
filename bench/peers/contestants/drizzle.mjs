import { poolOptions } from "../pool-options.mjs";

export const title = "drizzle";
export const packages = ["drizzle-orm", "pg"];

/** Tables over the package `pg`; `drizzle-prepared` does the same with prepared queries. */
export async function open(url) {
  const { default: pg } = await import("pg");
  const { drizzle } = await import("drizzle-orm/node-postgres");
  const operators = await import("drizzle-orm");
  const columns = await import("drizzle-orm/pg-core");
  const pool = new pg.Pool({ connectionString: url, ...poolOptions });
  const schema = declareTables(columns, operators);
  return {
    ...operators,
    ...schema,
    db: drizzle(pool, { schema }),
  };
}

function declareTables(columns, { relations }) {
  const { boolean, doublePrecision, integer, jsonb, numeric, pgTable } =
    columns;
  const { text, timestamp } = columns;
  const instant = (name) => timestamp(name, { withTimezone: true });

  const customers = pgTable("customers", {
    id: integer("id").primaryKey(),
    companyName: text("company_name").notNull(),
    contactName: text("contact_name").notNull(),
    city: text("city").notNull(),
    country: text("country").notNull(),
    creditLimit: numeric("credit_limit", {
      precision: 12,
      scale: 2,
    }).notNull(),
    active: boolean("active").notNull(),
    createdAt: instant("created_at").notNull(),
  });

  const orders = pgTable("orders", {
    id: integer("id").primaryKey(),
    customerId: integer("customer_id").notNull(),
    clerkId: integer("clerk_id").notNull(),
    status: text("status").notNull(),
    freight: numeric("freight", { precision: 10, scale: 2 }).notNull(),
    shipCity: text("ship_city").notNull(),
    orderedAt: instant("ordered_at").notNull(),
    shippedAt: instant("shipped_at"),
  });

  const orderLines = pgTable("order_lines", {
    id: integer("id").primaryKey(),
    orderId: integer("order_id").notNull(),
    productId: integer("product_id").notNull(),
    quantity: integer("quantity").notNull(),
    unitPrice: numeric("unit_price", { precision: 10, scale: 2 }).notNull(),
    discount: doublePrecision("discount").notNull(),
  });

  const products = pgTable("products", {
    id: integer("id").primaryKey(),
    supplierId: integer("supplier_id").notNull(),
    categoryId: integer("category_id").notNull(),
    name: text("name").notNull(),
    unitPrice: numeric("unit_price", { precision: 10, scale: 2 }).notNull(),
    inStock: integer("in_stock").notNull(),
    discontinued: boolean("discontinued").notNull(),
    attributes: jsonb("attributes").notNull(),
    tags: text("tags").array().notNull(),
  });

  const suppliers = pgTable("suppliers", {
    id: integer("id").primaryKey(),
    name: text("name").notNull(),
    city: text("city").notNull(),
    country: text("country").notNull(),
  });

  const tables = { customers, orders, orderLines, products, suppliers };
  return { ...tables, ...relate(tables, relations) };
}

function relate(tables, relations) {
  const { customers, orders, orderLines, products, suppliers } = tables;
  return {
    customerRelations: relations(customers, ({ many }) => ({
      orders: many(orders),
    })),
    orderRelations: relations(orders, ({ one, many }) => ({
      customer: one(customers, {
        fields: [orders.customerId],
        references: [customers.id],
      }),
      lines: many(orderLines),
    })),
    orderLineRelations: relations(orderLines, ({ one }) => ({
      order: one(orders, {
        fields: [orderLines.orderId],
        references: [orders.id],
      }),
      product: one(products, {
        fields: [orderLines.productId],
        references: [products.id],
      }),
    })),
    productRelations: relations(products, ({ one }) => ({
      supplier: one(suppliers, {
        fields: [products.supplierId],
        references: [suppliers.id],
      }),
    })),
  };
}
