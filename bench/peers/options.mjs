import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { contestants, footprints, workloads } from "./registry.mjs";

const rows = [...workloads, ...footprints];
const usage = `npm run bench -- [options]

  --only a,b        these rows: ${rows.join(", ")}
  --peers a,b       these contestants beside postgres: ${contestants.slice(1).join(", ")}
  --rounds n        how often each is measured (5)
  --round-ms n      how long each time (500)
  --quick           3 rounds of 200 ms
  --cpu             processor time as well
  --profile folder  a profile of each, written there, and where its time went
  --markdown file   the tables there as well
  --built           arx as dist has it, instead of lib as it is now
`;

/** What the command line asks for. Ends the process with the usage when it asks for anything else. */
export function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: "string" },
        peers: { type: "string" },
        rounds: { type: "string" },
        "round-ms": { type: "string" },
        quick: { type: "boolean", default: false },
        cpu: { type: "boolean", default: false },
        profile: { type: "string" },
        markdown: { type: "string" },
        built: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) exitWithUsage("", 0);
    const only = choose("--only", values.only, rows);
    return {
      workloads: only.filter((name) => workloads.includes(name)),
      footprints: only.filter((name) => footprints.includes(name)),
      contestants: [
        contestants[0],
        ...choose("--peers", values.peers, contestants).filter(
          (name) => name !== contestants[0],
        ),
      ],
      rounds: readNumber("--rounds", values.rounds, values.quick ? 3 : 5),
      roundMs: readNumber(
        "--round-ms",
        values["round-ms"],
        values.quick ? 200 : 500,
      ),
      cpu: values.cpu,
      profileFolder: values.profile && resolve(values.profile),
      markdownFile: values.markdown && resolve(values.markdown),
      built: values.built,
    };
  } catch (error) {
    return exitWithUsage(`${error.message}\n\n`, 2);
  }
}

function choose(option, text, known) {
  const names = text?.split(",") ?? known;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`${option}: there is no "${unknown}".`);
  return known.filter((name) => names.includes(name));
}

function readNumber(option, text, otherwise) {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d*$/.test(text))
    throw new Error(`${option} takes a number from 1.`);
  return Number(text);
}

function exitWithUsage(problem, code) {
  (code === 0 ? process.stdout : process.stderr).write(problem + usage);
  process.exit(code);
}
