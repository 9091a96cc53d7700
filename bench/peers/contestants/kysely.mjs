import { poolOptions } from "../pool-options.mjs";

export const title = "kysely";
export const packages = ["kysely", "pg"];

/** Its query builder over the package `pg`. It gives rows as they come, so its entities are rows. */
export async function open(url) {
  const { default: pg } = await import("pg");
  const { default: Cursor } = await import("pg-cursor");
  const { Kysely, PostgresDialect } = await import("kysely");
  const { jsonArrayFrom, jsonObjectFrom } =
    await import("kysely/helpers/postgres");
  const pool = new pg.Pool({ connectionString: url, ...poolOptions });
  const db = new Kysely({
    dialect: new PostgresDialect({ pool, cursor: Cursor }),
  });
  return { db, jsonArrayFrom, jsonObjectFrom, ...fields };
}

const fields = {
  customerFields: [
    "id",
    "company_name as companyName",
    "contact_name as contactName",
    "city",
    "country",
    "credit_limit as creditLimit",
    "active",
    "created_at as createdAt",
  ],
  orderFields: [
    "id",
    "customer_id as customerId",
    "clerk_id as clerkId",
    "status",
    "freight",
    "ship_city as shipCity",
    "ordered_at as orderedAt",
    "shipped_at as shippedAt",
  ],
  orderLineFields: [
    "id",
    "order_id as orderId",
    "product_id as productId",
    "quantity",
    "unit_price as unitPrice",
    "discount",
  ],
  productFields: [
    "id",
    "supplier_id as supplierId",
    "category_id as categoryId",
    "name",
    "unit_price as unitPrice",
    "in_stock as inStock",
    "discontinued",
    "attributes",
    "tags",
  ],
  supplierFields: ["id", "name", "city", "country"],
};
