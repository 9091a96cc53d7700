// What a program does to its first row: node first-row.mjs <contestant>. Without one it ends before that.
import { loadContestant, loadWorkload } from "./registry.mjs";

const name = process.argv[2];
const { contestants } = await loadWorkload("find-by-key");
if (name === undefined) process.exit(0);

const { open } = await loadContestant(name);
const tools = await open(process.env.ARX_BENCH_DATABASE);
const order = await contestants[name](tools)(1);
if (order.id !== 1) throw new Error("Another row.");
process.exit(0);
