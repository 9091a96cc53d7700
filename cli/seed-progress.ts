import type { SingleBar } from "cli-progress";
import type { SeedEvent, SeedListener, SeedOutcome } from "../lib/seed/index";
import type { Output } from "./output";

/** Shows seeds while they run: a bar on a terminal, and a line for each that is done. */
export async function watchSeeds(output: Output): Promise<SeedListener> {
  const bar = process.stderr.isTTY ? await createBar() : undefined;
  return (event) => {
    if (bar !== undefined) moveBar(bar, event);
    if (event.kind === "waiting")
      output.note(
        `Waiting: another process migrates or seeds (${event.holder}).`,
      );
    if (event.kind === "done" || event.kind === "skipped")
      printOutcome(output, event.outcome);
  };
}

/** A line for what became of a seed, or would become of it. */
export function printOutcome(output: Output, outcome: SeedOutcome): void {
  output.line(describeOutcome(outcome));
  if (outcome.hint !== undefined) output.note(`  ${outcome.hint}`);
}

function describeOutcome(outcome: SeedOutcome): string {
  const { name, action, reason, inserted, updated, durationMs } = outcome;
  switch (action) {
    case "ran":
      return `seeded ${name}: ${String(inserted)} inserted, ${String(updated)} updated (${reason}, ${String(durationMs)} ms)`;
    case "planned":
      return `would seed ${name} (${reason})`;
    case "skipped":
      return `skipped ${name} (${skipped[reason] ?? reason})`;
  }
}

/** What a reason means to a person. */
const skipped: Readonly<Partial<Record<SeedOutcome["reason"], string>>> = {
  recorded: "it ran before",
  environment: "another environment",
  "rows changed": "its rows changed after they were inserted",
};

async function createBar(): Promise<SingleBar> {
  // Loaded here and not above: the help needs no bar.
  const { SingleBar: Bar, Presets } = await import("cli-progress");
  const format = "{seed} {bar} {value}/{total} {model}";
  const options = { format, clearOnComplete: true, hideCursor: true };
  return new Bar(options, Presets.shades_classic);
}

/** The bar appears with the first rows: before them there is nothing to measure. */
function moveBar(bar: SingleBar, event: SeedEvent): void {
  switch (event.kind) {
    case "rows":
      showRows(bar, event);
      break;
    case "done":
    case "failed":
      bar.stop();
      break;
    case "start":
    case "skipped":
    case "waiting":
      break;
  }
}

function showRows(
  bar: SingleBar,
  { seed, model, done, total = done }: Extract<SeedEvent, { kind: "rows" }>,
): void {
  if (!bar.isActive) bar.start(total, done, { seed, model });
  bar.setTotal(total);
  bar.update(done, { model });
}
