import { canonicalRows } from "../canonical.mjs";
import { customerColumns } from "../columns.mjs";
import { customerFields } from "../sql-text.mjs";

const size = 20;
const rowsText = `select ${customerFields} from "customers" where "country" = $1 order by "company_name" limit $2 offset $3`;
const totalText = `select count(*)::int as "total" from "customers" where "country" = $1`;

export const workload = {
  title: "page of 20 with total",
  concurrency: [1, 32],
  argument: (run) => ({
    country: `Country ${run % 20}`,
    offset: (run % 5) * size,
  }),
  canonical: ({ rows, total }) => [
    `of ${total}`,
    ...canonicalRows(rows, customerColumns),
  ],
  contestants: {
    postgres:
      ({ query }) =>
      async ({ country, offset }) => {
        const [rows, [{ total }]] = await Promise.all([
          query(rowsText, [country, size, offset]),
          query(totalText, [country]),
        ]);
        return { rows, total };
      },
    pg:
      ({ query }) =>
      async ({ country, offset }) => {
        const [rows, [{ total }]] = await Promise.all([
          query("page", rowsText, [country, size, offset]),
          query("total", totalText, [country]),
        ]);
        return { rows, total };
      },
    drizzle:
      ({ db, customers, eq }) =>
      async ({ country, offset }) => {
        const inCountry = eq(customers.country, country);
        const [rows, total] = await Promise.all([
          db
            .select()
            .from(customers)
            .where(inCountry)
            .orderBy(customers.companyName)
            .limit(size)
            .offset(offset),
          db.$count(customers, inCountry),
        ]);
        return { rows, total };
      },
    "drizzle-prepared": ({ db, customers, count, eq, sql }) => {
      const inCountry = eq(customers.country, sql.placeholder("country"));
      const page = db
        .select()
        .from(customers)
        .where(inCountry)
        .orderBy(customers.companyName)
        .limit(size)
        .offset(sql.placeholder("offset"))
        .prepare("page");
      const counted = db
        .select({ total: count() })
        .from(customers)
        .where(inCountry)
        .prepare("total");
      return async ({ country, offset }) => {
        const [rows, [{ total }]] = await Promise.all([
          page.execute({ country, offset }),
          counted.execute({ country }),
        ]);
        return { rows, total };
      };
    },
    kysely:
      ({ db, customerFields }) =>
      async ({ country, offset }) => {
        const inCountry = db
          .selectFrom("customers")
          .where("country", "=", country);
        const [rows, { total }] = await Promise.all([
          inCountry
            .select(customerFields)
            .orderBy("company_name")
            .limit(size)
            .offset(offset)
            .execute(),
          inCountry
            .select(({ fn }) => fn.countAll().as("total"))
            .executeTakeFirstOrThrow(),
        ]);
        return { rows, total };
      },
    typeorm:
      ({ customers }) =>
      async ({ country, offset }) => {
        const [rows, total] = await customers.findAndCount({
          where: { country },
          order: { companyName: "ASC" },
          take: size,
          skip: offset,
        });
        return { rows, total };
      },
    "mikro-orm":
      ({ fork, Customer }) =>
      async ({ country, offset }) => {
        const [rows, total] = await fork().findAndCount(
          Customer,
          { country },
          { orderBy: { companyName: "asc" }, limit: size, offset },
        );
        return { rows, total };
      },
    sequelize:
      ({ Customer }) =>
      async ({ country, offset }) => {
        const { rows, count } = await Customer.findAndCountAll({
          where: { country },
          order: ["companyName"],
          limit: size,
          offset,
        });
        return { rows, total: count };
      },
    objection:
      ({ Customer }) =>
      async ({ country, offset }) => {
        const { results, total } = await Customer.query()
          .where({ country })
          .orderBy("companyName")
          .page(offset / size, size);
        return { rows: results, total };
      },
    arx:
      ({ Customer }) =>
      async ({ country, offset }) => {
        const { items, total } = await Customer.where({ country })
          .orderBy({ companyName: "asc" })
          .paginate({ page: 1 + offset / size, pageSize: size });
        return { rows: items, total };
      },
  },
};
