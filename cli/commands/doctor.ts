import type { CommandDefinition } from "../command";
import type { CheckedFinding, CheckStatus } from "../doctor/check";
import { ExitCode } from "../exit-code";
import { formatTable } from "../format-table";
import type { Output } from "../output";

export const command: CommandDefinition = {
  name: "doctor",
  describe: "Look for what is missing or wrong; changes nothing",
  positionals: {},
  options: {},
  async run(context) {
    const { checks } = await import("../doctor/checks.js");
    const { runChecks } = await import("../doctor/run-checks.js");
    const findings = await runChecks(checks, context);
    const { output } = context;
    printFindings(output, findings);
    output.line(summarize(findings));
    output.document(findings);
    return count(findings, "fail") > 0 ? ExitCode.failure : ExitCode.ok;
  },
};

function printFindings(
  output: Output,
  findings: readonly CheckedFinding[],
): void {
  const rows = formatTable(
    findings.map(({ status, check, message }) => [
      status.padEnd(4),
      check,
      message.replaceAll("\n", "\n      "),
    ]),
  );
  findings.forEach(({ fix, message }, index) => {
    output.line(rows[index]);
    // The list of mistakes in models has the way out of each already.
    if (fix !== undefined && !message.includes(fix))
      output.line(`      ${fix}`);
  });
}

function summarize(findings: readonly CheckedFinding[]): string {
  const failed = count(findings, "fail");
  const warned = count(findings, "warn");
  if (failed + warned === 0) return "\nAll is well.";
  return `\n${String(failed)} to put right, ${String(warned)} to look at.`;
}

function count(
  findings: readonly CheckedFinding[],
  status: CheckStatus,
): number {
  return findings.filter((finding) => finding.status === status).length;
}
