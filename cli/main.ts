#!/usr/bin/env node
import { runProgram } from "./program";

// Whoever reads the output may stop early: arx models | head -1
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
  process.exit(code === "EPIPE" ? 0 : 1);
});

void runProgram(process.argv.slice(2)).then(exit, (error: unknown) => {
  console.error(error);
  exit(1);
});

/** Ends the process once stdout has taken everything: a model may have left a timer or a socket open. */
function exit(code: number): void {
  process.stdout.write("", () => process.exit(code));
}
