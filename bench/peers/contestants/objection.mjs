import { poolOptions } from "../pool-options.mjs";

export const title = "objection";
export const packages = ["objection", "knex", "pg"];

/** Its models on knex, over the package `pg`. */
export async function open(url) {
  const { default: knex } = await import("knex");
  const { default: objection } = await import("objection");
  const db = knex({
    client: "pg",
    connection: url,
    pool: { min: 0, ...poolOptions },
    ...objection.knexSnakeCaseMappers(),
  });
  return {
    ...declareModels(db, objection.Model),
    db,
  };
}

function declareModels(db, Model) {
  class Row extends Model {}
  Row.knex(db);

  const owner = (modelClass, from, to) => ({
    relation: Model.BelongsToOneRelation,
    modelClass,
    join: { from, to },
  });
  const owned = (modelClass, from, to) => ({
    relation: Model.HasManyRelation,
    modelClass,
    join: { from, to },
  });

  class Customer extends Row {
    static tableName = "customers";
    static get relationMappings() {
      return {
        orders: owned(Order, "customers.id", "orders.customerId"),
      };
    }
  }
  class Order extends Row {
    static tableName = "orders";
    static get relationMappings() {
      return {
        customer: owner(Customer, "orders.customerId", "customers.id"),
        lines: owned(OrderLine, "orders.id", "order_lines.orderId"),
      };
    }
  }
  class OrderLine extends Row {
    static tableName = "order_lines";
    static get relationMappings() {
      return {
        order: owner(Order, "order_lines.orderId", "orders.id"),
        product: owner(Product, "order_lines.productId", "products.id"),
      };
    }
  }
  class Product extends Row {
    static tableName = "products";
    static get relationMappings() {
      return {
        supplier: owner(Supplier, "products.supplierId", "suppliers.id"),
      };
    }
  }
  class Supplier extends Row {
    static tableName = "suppliers";
  }
  return { Customer, Order, OrderLine, Product, Supplier };
}
