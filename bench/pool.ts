/**
 * Find by key on a server: through the pool of the npm package `postgres`,
 * through one connection of it, through pools of our own of several sizes and
 * depths of pipelining, and through a model. Rounds are interleaved, so that a
 * machine that is busy for a while is busy for all.
 *
 *   DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres node bench/run.cjs pool
 */
import postgres from "postgres";
import { Column, ManagedObject, PrimaryKey, Table, connect } from "../lib";
import { resolveConnection } from "../lib/database/connection-options";
import { Listeners } from "../lib/database/listeners";
import { Pool } from "../lib/database/pool";
import { resolvePoolLimits } from "../lib/database/pool-options";
import { openDriver } from "../lib/driver/open-driver";

const url =
  process.env["DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";
const rounds = Number(process.env["ROUNDS"] ?? 9);
const roundMs = Number(process.env["ROUND_MS"] ?? 300);
const rowCount = 10_000;

const findByKey = "select id, name, city from bench_customers where id = $1";
const sleep = "select pg_sleep($1::float8)";

/** The least that find by key may be of `postgres` with 20 connections, by how many run at a time. */
const floors: Readonly<Record<number, number>> = { 1: 1.2, 32: 1.5, 256: 1.5 };

@Table("bench_customers")
class Customer extends ManagedObject {
  @PrimaryKey({ type: "integer", default: "none" }) declare id: number;
  @Column({ type: "text" }) declare name: string;
  @Column({ type: "text" }) declare city: string;
}

/** One way to find a customer. */
interface Contestant {
  readonly name: string;
  readonly find: (id: number) => Promise<unknown>;
  readonly sleep: (seconds: number) => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

function rawPostgres(max: number): Contestant {
  const client = postgres(url, { max, onnotice: () => undefined });
  const run = (text: string, parameter: number): Promise<unknown> =>
    client.unsafe(text, [parameter], { prepare: true });
  return {
    name: `postgres, max ${String(max)}`,
    find: (id) => run(findByKey, id),
    sleep: (seconds) => run(sleep, seconds),
    close: () => client.end(),
  };
}

function ownPool(max: number, pipelineDepth: number): Contestant {
  const limits = resolvePoolLimits({ max }, Number.POSITIVE_INFINITY);
  const pool = new Pool(
    openDriver(resolveConnection(url, {})),
    { ...limits, pipelineDepth },
    new Listeners("bench"),
  );
  const run = (text: string, parameter: number): Promise<unknown> =>
    pool.send({ text, parameters: [String(parameter)] });
  return {
    name: `own, max ${String(max)}, depth ${String(pipelineDepth)}`,
    find: (id) => run(findByKey, id),
    sleep: (seconds) => run(sleep, seconds),
    close: () => pool.close(),
  };
}

async function model(): Promise<Contestant> {
  const db = await connect({ database: url });
  return {
    name: "Customer.find(id)",
    find: (id) => Customer.find(id),
    sleep: (seconds) => db.query(sleep, [seconds]),
    close: () => db.close(),
  };
}

/** How much was done in a round. */
interface Throughput {
  readonly perSecond: number;
  /** Microseconds of this process's CPU for each statement: steady even where other programs use the machine. */
  readonly cpu: number;
}

/** Finds customers from `workers` loops for a while. */
async function measureThroughput(
  { find }: Contestant,
  workers: number,
): Promise<Throughput> {
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const end = start + roundMs;
  let count = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (; performance.now() < end; count++) await find(randomKey());
    }),
  );
  const { user, system } = process.cpuUsage(cpuBefore);
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: count / seconds, cpu: (user + system) / count };
}

/** The same with one statement of a hundred sleeping. @returns per second, and how long the others took */
async function measureLatency(
  contestant: Contestant,
  workers: number,
): Promise<{ rate: number; times: number[] }> {
  const end = performance.now() + roundMs;
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (performance.now() < end) {
        if (Math.random() < 0.01) await contestant.sleep(0.02);
        const before = performance.now();
        await contestant.find(randomKey());
        times.push(performance.now() - before);
      }
    }),
  );
  return { rate: times.length / ((performance.now() - start) / 1000), times };
}

/** Another one begins each round: what runs right after the same neighbour every time is not measured fairly. */
function rotate<Item>(items: readonly Item[], by: number): Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

function randomKey(): number {
  return 1 + Math.floor(Math.random() * rowCount);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return (
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ??
    Number.NaN
  );
}

async function prepareTable(): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  await client.unsafe(`
    drop table if exists bench_customers;
    create table bench_customers (id int primary key, name text not null, city text not null);
    insert into bench_customers select i, 'Customer ' || i, 'City ' || i % 100 from generate_series(1, ${String(rowCount)}) i;
    analyze bench_customers;
  `);
  await client.end();
}

async function dropTable(): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  await client.unsafe("drop table bench_customers");
  await client.end();
}

async function compareThroughput(
  contestants: readonly Contestant[],
  workers: number,
): Promise<void> {
  const results = new Map<string, Throughput[]>(
    contestants.map(({ name }) => [name, []]),
  );
  for (let round = 0; round <= rounds; round++) {
    for (const contestant of rotate(contestants, round)) {
      const result = await measureThroughput(contestant, workers);
      // The first round opens connections and prepares statements.
      if (round > 0) results.get(contestant.name)?.push(result);
    }
  }
  console.log(
    `\nFind by key, ${String(workers)} at a time (median of ${String(rounds)} rounds; floor ${String(floors[workers])})`,
  );
  const medianOf = (name: string, key: keyof Throughput): number =>
    quantile(
      (results.get(name) ?? []).map((result) => result[key]),
      0.5,
    );
  const first = medianOf(contestants[0]?.name ?? "", "perSecond");
  for (const { name } of contestants) {
    const rate = medianOf(name, "perSecond");
    console.log(
      `  ${name.padEnd(24)} ${String(Math.round(rate)).padStart(7)}/s  ${(rate / first).toFixed(2)}  ${medianOf(name, "cpu").toFixed(0).padStart(4)} µs CPU each`,
    );
  }
}

async function compareLatency(
  contestants: readonly Contestant[],
  workers: number,
): Promise<void> {
  const results = new Map(
    contestants.map(({ name }) => [
      name,
      { rates: [] as number[], times: [] as number[] },
    ]),
  );
  for (let round = 0; round <= rounds; round++) {
    for (const contestant of rotate(contestants, round)) {
      const { rate, times } = await measureLatency(contestant, workers);
      if (round === 0) continue;
      results.get(contestant.name)?.rates.push(rate);
      results.get(contestant.name)?.times.push(...times);
    }
  }
  console.log(
    `\n1 % of statements sleep 20 ms, ${String(workers)} at a time: the others, milliseconds`,
  );
  for (const [name, { rates, times }] of results) {
    const columns = [0.5, 0.95, 0.99].map((share) =>
      quantile(times, share).toFixed(2).padStart(7),
    );
    console.log(
      `  ${name.padEnd(24)} ${String(Math.round(quantile(rates, 0.5))).padStart(7)}/s  p50 ${columns.join("  ")} (p95, p99)`,
    );
  }
}

async function main(): Promise<void> {
  await prepareTable();
  // Together no more than the 97 connections that a server allows unless told.
  const contestants = [
    rawPostgres(20),
    rawPostgres(1),
    await model(),
    ownPool(20, 4),
    ownPool(20, 1),
    ownPool(10, 4),
    ownPool(4, 4),
  ];
  for (const workers of [1, 32, 256])
    await compareThroughput(contestants, workers);
  for (const workers of [32, 256]) await compareLatency(contestants, workers);
  await Promise.all(contestants.map((contestant) => contestant.close()));
  await dropTable();
}

void main();
