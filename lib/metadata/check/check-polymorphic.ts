import type { Blueprint } from "../blueprint";
import {
  aliasesOf,
  describeType,
  expectedType,
  isSameType,
  partProperty,
} from "../build/polymorphic-part";
import type { PolymorphicDraft } from "../draft";
import type { ResolveContext } from "../resolve-context";
import { isKindOf } from "../family";
import { checkKeyNull } from "./check-key-null";

/** Looks for mistakes in the list of models of a polymorphic relation and in the declared properties of its columns. */
export function checkPolymorphic(
  draft: PolymorphicDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  checkList(draft, blueprint, context);
  checkKeyType(draft, blueprint, context);
  checkPart(draft, "type", blueprint, context);
  checkPart(draft, "key", blueprint, context);
}

function checkList(
  draft: PolymorphicDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const { property, variants } = draft;
  const report = (message: string, fix: string): void => {
    context.report(blueprint, property, message, fix);
  };
  const example = `@${draft.delegated ? "DelegatedType" : "Polymorphic"}({ article: () => Article })`;
  if (variants.length === 0) report("lists no models.", `Write ${example}.`);
  if (aliasesOf(draft).some((alias) => alias === "" || alias.includes("\0")))
    report(
      "has a model under a name that a column cannot keep.",
      `Give each model a name: ${example}.`,
    );
  const aliases = new Map<Blueprint, string>();
  for (const { alias, target } of variants) {
    const model = context.follow(blueprint, property, target);
    if (model === undefined) continue;
    const earlier = aliases.get(model);
    aliases.set(model, earlier ?? alias);
    if (earlier !== undefined)
      report(
        `lists ${model.name} twice, as ${JSON.stringify(earlier)} and as ${JSON.stringify(alias)}.`,
        "Keep one of the names: the one that the rows have.",
      );
  }
  for (const [model] of aliases) {
    const above = [...aliases.keys()].find(
      (other) =>
        other !== model && isKindOf(model.definition, other.definition),
    );
    if (above !== undefined)
      report(
        `lists ${model.name} beside ${above.name}, whose table it shares.`,
        `Take ${model.name} out: its records are found as those of ${above.name}.`,
      );
  }
}

/** The types allow nothing else; this is for code that is not checked. */
function checkKeyType(
  { property, keyType }: PolymorphicDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  if (keyType === undefined || keyType === "text") return;
  const message = "has a keyType that is not 'text'.";
  const fix =
    "Write keyType: 'text' where the models have keys of several types, or leave it out.";
  context.report(blueprint, property, message, fix);
}

/** A column of the relation that the user declared must say what the relation says. */
function checkPart(
  draft: PolymorphicDraft,
  part: "type" | "key",
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const property = partProperty(draft, part);
  const declared = blueprint.properties.get(property);
  if (declared === undefined) return;
  if (declared.kind !== "column") {
    const message = `needs the name ${property} for a column of its own, which is a relation.`;
    context.report(
      blueprint,
      draft.property,
      message,
      `Rename the relation ${property}.`,
    );
    return;
  }
  checkValues(draft, part, blueprint, context);
  checkKeyNull(draft, declared, "{ required: true }", blueprint, context);
}

function checkValues(
  draft: PolymorphicDraft,
  part: "type" | "key",
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const property = partProperty(draft, part);
  const declared = blueprint.findColumn(property);
  const own = blueprint.definition.columns[property]?.type;
  const type = expectedType({ draft, part }, blueprint, context);
  if (own === undefined || type === undefined) return;
  // What is written of the type has no effect, and only text agrees with it.
  const fits =
    part === "type"
      ? declared?.type === undefined || declared.type === "text"
      : isSameType(own, type);
  if (fits && declared?.enum === undefined) return;
  const [message, fix] =
    part === "type"
      ? [
          `holds ${type.valueName}, the names that ${draft.property} lists, and takes its type and values from there.`,
          "Leave type and enum out: @Column().",
        ]
      : [
          `is ${describeType(own)}, but the keys of ${draft.property} are ${describeType(type)}.`,
          `Leave the type out, @Column(), and declare the field as ${type.valueName}.`,
        ];
  context.report(blueprint, property, message, fix);
}
