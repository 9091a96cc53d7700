// What one writes by hand to make records that hold others of the rows of joined tables.

export function orderWithCustomer(row) {
  return {
    id: row.id,
    customerId: row.customerId,
    clerkId: row.clerkId,
    status: row.status,
    freight: row.freight,
    shipCity: row.shipCity,
    orderedAt: row.orderedAt,
    shippedAt: row.shippedAt,
    customer: {
      id: row["customer.id"],
      companyName: row["customer.companyName"],
      contactName: row["customer.contactName"],
      city: row["customer.city"],
      country: row["customer.country"],
      creditLimit: row["customer.creditLimit"],
      active: row["customer.active"],
      createdAt: row["customer.createdAt"],
    },
  };
}

export function lineWithProduct(row) {
  return {
    id: row.id,
    orderId: row.orderId,
    productId: row.productId,
    quantity: row.quantity,
    unitPrice: row.unitPrice,
    discount: row.discount,
    product: {
      id: row["product.id"],
      supplierId: row["product.supplierId"],
      categoryId: row["product.categoryId"],
      name: row["product.name"],
      unitPrice: row["product.unitPrice"],
      inStock: row["product.inStock"],
      discontinued: row["product.discontinued"],
      attributes: row["product.attributes"],
      tags: row["product.tags"],
    },
  };
}

export function lineWithProductAndSupplier(row) {
  const line = lineWithProduct(row);
  line.product.supplier = {
    id: row["supplier.id"],
    name: row["supplier.name"],
    city: row["supplier.city"],
    country: row["supplier.country"],
  };
  return line;
}

/** Gives each order its lines, out of the rows of all of them. */
export function giveLines(orders, rows) {
  const linesOf = new Map();
  for (const order of orders) linesOf.set(order.id, (order.lines = []));
  for (const row of rows) linesOf.get(row.orderId).push(lineWithProduct(row));
  return orders;
}
