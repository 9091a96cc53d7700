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

const productColumns = {
  id: "number",
  supplierId: "number",
  categoryId: "number",
  name: "text",
  unitPrice: "numeric",
  inStock: "number",
  discontinued: "boolean",
  attributes: "document",
  tags: "document",
};

const supplierColumns = {
  id: "number",
  name: "text",
  city: "text",
  country: "text",
};

const productTree = { columns: productColumns };

/** An order with its lines, and the product of each. */
export const orderWithLines = {
  columns: orderColumns,
  relations: {
    lines: { columns: orderLineColumns, relations: { product: productTree } },
  },
};

/** An order with its customer and its lines, and the product of each with its supplier. */
export const orderWithRelations = {
  columns: orderColumns,
  relations: {
    customer: { columns: customerColumns },
    lines: {
      columns: orderLineColumns,
      relations: {
        product: {
          ...productTree,
          relations: { supplier: { columns: supplierColumns } },
        },
      },
    },
  },
};
