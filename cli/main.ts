#!/usr/bin/env node
import { runProgram } from "./program";

void runProgram(process.argv.slice(2)).then(exit, (error: unknown) => {
  console.error(error);
  exit(1);
});

/** Ends the process once stdout has taken everything: a model may have left a timer or a socket open. */
function exit(code: number): void {
  process.stdout.write("", () => process.exit(code));
}
