import type { SeedEvent, SeedOutcome } from "arx/seed";
import { Presets, SingleBar } from "cli-progress";
import { format } from "./table";

/** Shows seeds while they run: a bar on a terminal, one line a seed elsewhere. */
export function watchSeeds(): (event: SeedEvent) => void {
  return process.stdout.isTTY ? makeBar() : printOutcome;
}

function makeBar(): (event: SeedEvent) => void {
  const bar = new SingleBar(
    {
      format: "  {seed} {bar} {value}/{total} {model}",
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  return (event) => {
    if (event.kind === "rows") showRows(bar, event);
    if (event.kind === "done" || event.kind === "failed") bar.stop();
    printOutcome(event);
  };
}

function showRows(
  bar: SingleBar,
  { seed, model, done, total = done }: Extract<SeedEvent, { kind: "rows" }>,
): void {
  if (!bar.isActive) bar.start(total, done, { seed, model });
  bar.setTotal(total);
  bar.update(done, { model });
}

function printOutcome(event: SeedEvent): void {
  if (event.kind === "done" || event.kind === "skipped")
    console.log(`  ${describe(event.outcome)}`);
}

function describe({
  name,
  action,
  reason,
  inserted,
  updated,
}: SeedOutcome): string {
  if (action === "skipped") return `${name}: nothing to do (${reason})`;
  if (inserted + updated === 0) return `${name}: done`;
  return `${name}: ${format(inserted)} rows inserted, ${format(updated)} updated`;
}
