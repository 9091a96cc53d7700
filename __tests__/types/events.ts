// What listeners are given, event by event, and what timeouts can be set on. Never run, only compiled.
import type { Database, DatabaseEvent, DatabaseOptions, Health } from "arx";
import { sql } from "arx";
import { User } from "./models";

declare const db: Database;

export const stops: (() => void)[] = [
  db.on("query", ({ text, parameters, rows, durationMs }) => {
    const seen: [string, readonly (string | null)[], number, number] = [
      text,
      parameters,
      rows,
      durationMs,
    ];
    return seen;
  }),
  db.on("slowQuery", async ({ isSlow }) => Promise.resolve(!isSlow), {
    parameters: true,
  }),
  db.on("transaction", ({ state, depth }) => {
    const known: "begun" | "committed" | "rolledBack" = state;
    return [known, depth];
  }),
  db.on("connectionCreated", ({ id, active }) => id + active),
  db.on("connectionClosed", ({ id, reason }) => `${id} ${reason}`),
  db.on("connectionError", ({ id, error }) => [id?.toFixed(), error.hint]),
];

// @ts-expect-error There is no such event.
db.on("queries", () => undefined);
// @ts-expect-error A connection has no text.
db.on("connectionCreated", ({ text }) => text);
// @ts-expect-error Only statements have parameters to show.
db.on("transaction", () => undefined, { parameters: true });

/** Every kind, told apart. */
export function describe(event: DatabaseEvent): string {
  switch (event.kind) {
    case "query":
      return event.text;
    case "transaction":
      return event.state;
    case "connectionCreated":
      return String(event.id);
    case "connectionClosed":
      return event.reason;
    case "strictLoading":
      return event.relation;
    case "connectionError":
      return event.error.message;
    case "connected":
      return event.label;
    case "closed":
      return event.label;
  }
}
export const options: DatabaseOptions = {
  database: "pglite:memory",
  log: describe,
};

export function state(health: Health): string {
  // @ts-expect-error A database that does not answer has no version.
  const tooEarly: string = health.version;
  return health.healthy ? health.version : `${health.error.message}${tooEarly}`;
}

export async function timed(): Promise<number> {
  const rows: { n: number }[] = await sql<{ n: number }>`select 1`.timeout(5);
  const users: User[] = await User.where({ role: "admin" }).timeout(5);
  const row: { n: number } = await db.one<{ n: number }>("select 1", [], {
    timeoutMs: 5,
    signal: new AbortController().signal,
  });
  // @ts-expect-error A statement with a timeout is no part of another: it is awaited.
  await User.where(sql`true`.timeout(5));
  // @ts-expect-error Milliseconds are a number.
  User.where({ role: "admin" }).timeout("5 s");
  return rows.length + users.length + row.n;
}
