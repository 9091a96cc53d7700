import type { Change } from "../schema/change";
import type { Hazard, Step } from "../schema/hazard";
import { capitalize } from "../util/inflection";
import type { Plan } from "./plan";
import { isRequired } from "./refusals";
import { layOut } from "./render/layout";
import { renderChange } from "./render/render-change";
import { isConcurrent } from "./split-plan";

/**
 * The text of a migration file: `up` with the hazards of each step as comments
 * above it, and `down`. It is meant to be read, and may be edited before it runs.
 */
export function renderMigration({ steps, down }: Plan): string {
  const needsNoTransaction = steps.some(({ change }) => isConcurrent(change));
  const parts = [
    renderDirection("up", steps.map(remarkHazards)),
    down && renderDirection("down", down.map(remarkLoss)),
    needsNoTransaction ? "  transaction: false,\n" : undefined,
  ];
  const body = parts.filter((part) => part !== undefined).join("");
  return `import { migration } from "arx/migration";\n\nexport default migration({\n${body}});\n`;
}

const indent = 4;

/** A change with what a reader should know of it. */
interface RemarkedChange {
  readonly change: Change;
  readonly remarks: readonly string[];
}

function renderDirection(
  name: string,
  changes: readonly RemarkedChange[],
): string {
  if (changes.length === 0) return `  ${name}() {},\n`;
  const lines = changes.map((change, index) => {
    const before = changes[index - 1];
    const isApart =
      before !== undefined && (standsApart(change) || standsApart(before));
    return (isApart ? "\n" : "") + renderRemarked(change);
  });
  return `  ${name}(m) {\n${lines.join("")}  },\n`;
}

/** A table, and what has remarks above it, stands between empty lines. */
function standsApart({ change, remarks }: RemarkedChange): boolean {
  return change.kind === "create table" || remarks.length > 0;
}

function renderRemarked({ change, remarks }: RemarkedChange): string {
  const call = layOut(renderChange(change), indent);
  return `${remarks.map(renderComment).join("")}${" ".repeat(indent)}${call};\n`;
}

function remarkHazards({ change, hazards }: Step): RemarkedChange {
  return { change, remarks: hazards.map(describeHazard) };
}

function remarkLoss(change: Change): RemarkedChange {
  const loss = lossOf(change);
  return { change, remarks: loss === undefined ? [] : [loss] };
}

/** What the way back of a drop does not bring back. */
function lossOf(change: Change): string | undefined {
  if (change.kind === "create table")
    return "The table comes back empty: its rows are gone.";
  if (change.kind !== "add column") return undefined;
  return isRequired(change.column)
    ? "The column comes back empty, and only while the table has no rows: it takes no NULL."
    : "The column comes back empty: its values are gone.";
}

function describeHazard({ kind, message, advice }: Hazard): string {
  return [`${capitalize(kind)}: ${message}`, advice]
    .filter((sentence) => sentence !== undefined)
    .join(" ");
}

/** A comment of as many lines as it takes. */
function renderComment(text: string): string {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const line = lines[lines.length - 1] ?? "";
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length + indent + 3 <= 80 || line === "")
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => `${" ".repeat(indent)}// ${line}\n`).join("");
}
