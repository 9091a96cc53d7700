import { canonicalRows } from "../canonical.mjs";
import { customerColumns } from "../columns.mjs";
import { customerFields } from "../sql-text.mjs";

const text = `select ${customerFields} from "customers" where "country" = $1 and "active" = $2 order by "company_name" limit $3`;

export const workload = {
  title: "list of 100, filtered, ordered",
  concurrency: [1, 32],
  argument: (run) => `Country ${run % 20}`,
  canonical: (customers) => canonicalRows(customers, customerColumns),
  contestants: {
    postgres:
      ({ query }) =>
      (country) =>
        query(text, [country, true, 100]),
    pg:
      ({ query }) =>
      (country) =>
        query("list", text, [country, true, 100]),
    drizzle:
      ({ db, customers, and, eq }) =>
      (country) =>
        db
          .select()
          .from(customers)
          .where(
            and(eq(customers.country, country), eq(customers.active, true)),
          )
          .orderBy(customers.companyName)
          .limit(100),
    "drizzle-prepared": ({ db, customers, and, eq, sql }) => {
      const query = db
        .select()
        .from(customers)
        .where(
          and(
            eq(customers.country, sql.placeholder("country")),
            eq(customers.active, true),
          ),
        )
        .orderBy(customers.companyName)
        .limit(100)
        .prepare("list");
      return (country) => query.execute({ country });
    },
    kysely:
      ({ db, customerFields }) =>
      (country) =>
        db
          .selectFrom("customers")
          .select(customerFields)
          .where("country", "=", country)
          .where("active", "=", true)
          .orderBy("company_name")
          .limit(100)
          .execute(),
    typeorm:
      ({ customers }) =>
      (country) =>
        customers.find({
          where: { country, active: true },
          order: { companyName: "ASC" },
          take: 100,
        }),
    "mikro-orm":
      ({ fork, Customer }) =>
      (country) =>
        fork().find(
          Customer,
          { country, active: true },
          { orderBy: { companyName: "asc" }, limit: 100 },
        ),
    sequelize:
      ({ Customer }) =>
      (country) =>
        Customer.findAll({
          where: { country, active: true },
          order: ["companyName"],
          limit: 100,
        }),
    objection:
      ({ Customer }) =>
      (country) =>
        Customer.query()
          .where({ country, active: true })
          .orderBy("companyName")
          .limit(100),
    arx:
      ({ Customer }) =>
      (country) =>
        Customer.where({ country, active: true })
          .orderBy({ companyName: "asc" })
          .limit(100)
          .all(),
  },
};
