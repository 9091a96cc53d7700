import { connect } from "arx";
import { observe, observeInferred } from "./observe.js";

/** Prints what is seen of the models on each database that is named. */
async function main(urls: readonly string[]): Promise<void> {
  const seen: unknown[] = [];
  for (const url of urls) {
    // One session, because the tables are temporary.
    const database = await connect({ database: url, pool: { max: 1 } });
    seen.push(await observe(database));
    await database.close();
  }
  const inferred = await observeInferred();
  process.stdout.write(JSON.stringify({ seen, inferred }, showUndefined));
}

/** JSON has no word for what is not set. */
function showUndefined(_: string, value: unknown): unknown {
  return value === undefined ? "(undefined)" : value;
}

void main(process.argv.slice(2));
