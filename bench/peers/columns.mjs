/** The fields of each kind of record and what they hold: what is compared before anything is timed. */
export const customerColumns = {
  id: "number",
  companyName: "text",
  contactName: "text",
  city: "text",
  country: "text",
  creditLimit: "numeric",
  active: "boolean",
  createdAt: "instant",
};

export const orderColumns = {
  id: "number",
  customerId: "number",
  clerkId: "number",
  status: "text",
  freight: "numeric",
  shipCity: "text",
  orderedAt: "instant",
  shippedAt: "instant",
};

export const orderLineColumns = {
  id: "number",
  orderId: "number",
  productId: "number",
  quantity: "number",
  unitPrice: "numeric",
  discount: "number",
};
