/**
 * Stands for a test that this machine has not what it takes to run. The run says so; where the reason must not be, on
 * every continuous-integration machine, the test fails.
 */
export function cannotRun(
  title: string,
  reason: string,
  { failsInCi }: { readonly failsInCi: boolean },
): void {
  if (failsInCi && process.env["CI"] === "true") {
    it(title, () => {
      throw new Error(`This test cannot run: ${reason}.`);
    });
    return;
  }
  printSkip(title, reason);
  it.skip(`${title} (${reason})`, () => undefined);
}

/** Says that the running test has nothing to look at, which shows only once it is connected. */
export function sayNothingToSee(reason: string): void {
  printSkip(expect.getState().currentTestName ?? "", reason);
}

function printSkip(title: string, reason: string): void {
  process.stderr.write(`Skipped: "${title}": ${reason}.\n`);
}
