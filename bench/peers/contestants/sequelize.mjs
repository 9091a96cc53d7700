import { poolOptions } from "../pool-options.mjs";

export const title = "sequelize";
export const packages = ["sequelize", "pg"];

/** Its models, over the package `pg`. */
export async function open(url) {
  const { DataTypes, Op, Sequelize } = await import("sequelize");
  const db = new Sequelize(url, {
    logging: false,
    pool: { max: poolOptions.max, idle: poolOptions.idleTimeoutMillis },
    define: { underscored: true, timestamps: false },
  });
  return {
    ...declareModels(db, DataTypes),
    db,
    Op,
    col: Sequelize.col,
    fn: Sequelize.fn,
    literal: Sequelize.literal,
  };
}

function declareModels(db, types) {
  const { BOOLEAN, DATE, DECIMAL, DOUBLE, INTEGER, JSONB, TEXT } = types;
  const key = { type: INTEGER, primaryKey: true };

  const Customer = db.define(
    "Customer",
    {
      id: key,
      companyName: TEXT,
      contactName: TEXT,
      city: TEXT,
      country: TEXT,
      creditLimit: DECIMAL(12, 2),
      active: BOOLEAN,
      createdAt: DATE,
    },
    { tableName: "customers" },
  );
  const Order = db.define(
    "Order",
    {
      id: key,
      customerId: INTEGER,
      clerkId: INTEGER,
      status: TEXT,
      freight: DECIMAL(10, 2),
      shipCity: TEXT,
      orderedAt: DATE,
      shippedAt: DATE,
    },
    { tableName: "orders" },
  );
  const OrderLine = db.define(
    "OrderLine",
    {
      id: key,
      orderId: INTEGER,
      productId: INTEGER,
      quantity: INTEGER,
      unitPrice: DECIMAL(10, 2),
      discount: DOUBLE,
    },
    { tableName: "order_lines" },
  );
  const Product = db.define(
    "Product",
    {
      id: key,
      supplierId: INTEGER,
      categoryId: INTEGER,
      name: TEXT,
      unitPrice: DECIMAL(10, 2),
      inStock: INTEGER,
      discontinued: BOOLEAN,
      attributes: JSONB,
      tags: types.ARRAY(TEXT),
    },
    { tableName: "products" },
  );
  const Supplier = db.define(
    "Supplier",
    { id: key, name: TEXT, city: TEXT, country: TEXT },
    { tableName: "suppliers" },
  );

  Customer.hasMany(Order, { as: "orders", foreignKey: "customerId" });
  Order.belongsTo(Customer, { as: "customer", foreignKey: "customerId" });
  Order.hasMany(OrderLine, { as: "lines", foreignKey: "orderId" });
  OrderLine.belongsTo(Order, { as: "order", foreignKey: "orderId" });
  OrderLine.belongsTo(Product, { as: "product", foreignKey: "productId" });
  Product.belongsTo(Supplier, { as: "supplier", foreignKey: "supplierId" });
  return { Customer, Order, OrderLine, Product, Supplier };
}
