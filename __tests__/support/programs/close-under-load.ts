// A program that closes its database, twice, while statements wait and transactions are open. It prints what became of
// each, and must then end by itself.
import { connect } from "../../../lib/database/current";
import type { Database } from "../../../lib/database/database";

const outcomes: Record<string, number> = {};

function count(key: string): void {
  outcomes[key] = (outcomes[key] ?? 0) + 1;
}

async function settle(
  kind: string,
  work: readonly Promise<unknown>[],
): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) {
    const isDone = outcome.status === "fulfilled";
    count(
      `${kind} ${isDone ? "done" : (outcome.reason as { code: string }).code}`,
    );
  }
}

const insert = (db: Database, id: number): Promise<number> =>
  db.execute("insert into loads values ($1)", [id]);

async function main(): Promise<void> {
  const database = process.argv[2] ?? "";
  const db = await connect({ database, pool: { min: 2, max: 4 } });
  await db.script("create table loads (id int primary key)");
  let begun = 0;
  let goOn: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (goOn = resolve));
  const transactions = [1000, 2000].map((first) =>
    db.transaction(async () => {
      begun++;
      await insert(db, first);
      await closed;
      await insert(db, first + 1);
    }),
  );
  // PGlite has one session: there the second one waits in line.
  while (begun < (db.kind === "pglite" ? 1 : 2))
    await new Promise(setImmediate);
  const accepted = Array.from({ length: 200 }, (_, id) => insert(db, id));
  const rows = db.query("select * from loads");
  const closing = [db.close(), db.close()];
  const late = [db.query("select 1"), db.transaction(() => 1)];
  goOn();
  await Promise.all([
    settle("transaction", transactions),
    settle("accepted", accepted),
    settle("late", late),
    settle("close", closing),
  ]);
  await db.close();
  count(`rows read ${String((await rows).length > 0)}`);
  process.stdout.write(JSON.stringify(outcomes));
}

void main();
