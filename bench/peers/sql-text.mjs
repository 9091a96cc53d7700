/** The columns of hand-written statements, by the names that records have. */
export const customerFields = `"id", "company_name" as "companyName", "contact_name" as "contactName", "city", "country", "credit_limit" as "creditLimit", "active", "created_at" as "createdAt"`;

export const orderFields = `"id", "customer_id" as "customerId", "clerk_id" as "clerkId", "status", "freight", "ship_city" as "shipCity", "ordered_at" as "orderedAt", "shipped_at" as "shippedAt"`;

export const orderLineFields = `"id", "order_id" as "orderId", "product_id" as "productId", "quantity", "unit_price" as "unitPrice", "discount"`;

const productFields = `"id", "supplier_id" as "supplierId", "category_id" as "categoryId", "name", "unit_price" as "unitPrice", "in_stock" as "inStock", "discontinued", "attributes", "tags"`;

const supplierFields = `"id", "name", "city", "country"`;

/** Fields of one of several tables that a statement joins, named apart from those of the others. */
const fieldsOf = (table, fields, prefix = "") =>
  fields
    .split(", ")
    .map((field) => {
      const [column, name = column] = field.split(" as ");
      return `${table}.${column} as "${prefix}${name.slice(1)}`;
    })
    .join(", ");

/** Orders as "o", beside tables that are joined. */
export const joinedOrderFields = fieldsOf("o", orderFields);

/** The same joined with customers as "c"; the rows are taken apart by `nested-rows.mjs`. */
export const orderCustomerFields = `${joinedOrderFields}, ${fieldsOf("c", customerFields, "customer.")}`;

/** Order lines as "l" joined with products as "p". */
export const lineProductFields = `${fieldsOf("l", orderLineFields)}, ${fieldsOf("p", productFields, "product.")}`;

/** The same joined with suppliers as "s". */
export const lineProductSupplierFields = `${lineProductFields}, ${fieldsOf("s", supplierFields, "supplier.")}`;
