import { createHash } from "node:crypto";
import { canonicalRow } from "../canonical.mjs";
import { orderLineColumns } from "../columns.mjs";
import { counts } from "../dataset.mjs";
import { orderLineFields } from "../sql-text.mjs";

const text = `select ${orderLineFields} from "order_lines" order by "id"`;
const batch = 1_000;
const names = Object.keys(orderLineColumns);

/** Every row is handed to a visitor and forgotten. Who can only load them all at once does not take part. */
export const workload = {
  title: `scan of ${counts.orderLines.toLocaleString("en-US")} rows`,
  concurrency: [1],
  // A run takes as long as a round, and opening a connection does not show in it.
  isLong: true,
  argument: () => tally(),
  checkedRuns: [1],
  check: async (operation) => {
    const { visit, lines } = digestRows();
    await operation(visit);
    return lines();
  },
  contestants: {
    postgres:
      ({ client }) =>
      (visit) =>
        client.unsafe(text, [], { prepare: true }).cursor(batch, (rows) => {
          rows.forEach(visit);
        }),
    pg:
      ({ pool, Cursor }) =>
      async (visit) => {
        const connection = await pool.connect();
        const cursor = connection.query(new Cursor(text));
        let rows;
        do {
          rows = await cursor.read(batch);
          rows.forEach(visit);
        } while (rows.length > 0);
        await cursor.close();
        connection.release();
      },
    kysely:
      ({ db, orderLineFields }) =>
      async (visit) => {
        const rows = db
          .selectFrom("order_lines")
          .select(orderLineFields)
          .orderBy("id")
          .stream(batch);
        for await (const row of rows) visit(row);
      },
    typeorm:
      ({ orderLines }) =>
      async (visit) => {
        const query = names.reduce(
          (selected, name) => selected.addSelect(`line.${name}`, name),
          orderLines.createQueryBuilder("line").select([]),
        );
        for await (const row of await query.orderBy("line.id").stream())
          visit(row);
      },
    "mikro-orm":
      ({ fork, OrderLine }) =>
      async (visit) => {
        const lines = fork().stream(OrderLine, {
          orderBy: { id: "asc" },
          chunkSize: batch,
        });
        for await (const line of lines) visit(line);
      },
    objection:
      ({ db }) =>
      async (visit) => {
        const rows = db("order_lines")
          .select(names)
          .orderBy("id")
          .stream({ batchSize: batch });
        for await (const row of rows) visit(row);
      },
    arx:
      ({ OrderLine }) =>
      async (visit) => {
        for await (const lines of OrderLine.findInBatches({ batch }))
          lines.forEach(visit);
      },
  },
};

/** What a visitor does that only looks at each row. */
function tally() {
  let quantity = 0;
  return (row) => (quantity += row.quantity);
}

/** A visitor that makes a line of every thousand rows. */
function digestRows() {
  const lines = [];
  let hash = createHash("sha256");
  let count = 0;
  const end = () => {
    lines.push(`up to row ${count}: ${hash.digest("hex")}`);
    hash = createHash("sha256");
  };
  return {
    visit: (row) => {
      hash.update(canonicalRow(row, orderLineColumns));
      if (++count % 1_000 === 0) end();
    },
    lines: () => {
      end();
      return lines;
    },
  };
}
