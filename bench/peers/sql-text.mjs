/** The columns of hand-written statements, by the names that records have. */
export const customerFields = `"id", "company_name" as "companyName", "contact_name" as "contactName", "city", "country", "credit_limit" as "creditLimit", "active", "created_at" as "createdAt"`;

export const orderFields = `"id", "customer_id" as "customerId", "clerk_id" as "clerkId", "status", "freight", "ship_city" as "shipCity", "ordered_at" as "orderedAt", "shipped_at" as "shippedAt"`;

export const orderLineFields = `"id", "order_id" as "orderId", "product_id" as "productId", "quantity", "unit_price" as "unitPrice", "discount"`;
