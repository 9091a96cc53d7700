import { textType } from "../../types/text";
import { reservedMembers } from "../../typing/reserved-members";
import type { Blueprint } from "../blueprint";
import { checkGivenName } from "../check/check-name";
import type { ColumnDefinition } from "../definition";
import type { PasswordDraft } from "../draft";
import { confirmationOf } from "../merge-drafts";
import { columnName } from "../naming";
import type { ResolveContext } from "../resolve-context";

/** The property that holds the digest of a password: `password` → `passwordDigest`. */
function digestProperty(property: string): string {
  return `${property}Digest`;
}

/** Adds the column of each password's digest; the password itself is none. */
export function buildPasswords(
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const drafts = new Map(
    blueprint.lineage
      .flatMap(({ passwords }) => passwords)
      .map((draft) => [draft.property, draft]),
  );
  blueprint.definition.passwords = [...drafts.values()].map((draft) => {
    checkFree(draft.property, blueprint, context);
    checkFree(confirmationOf(draft.property), blueprint, context);
    const digest = buildDigest(draft, blueprint, context);
    return Object.freeze({
      property: draft.property,
      at: blueprint.at(draft.property),
      confirmation: confirmationOf(draft.property),
      digest,
    });
  });
}

function buildDigest(
  { property, nullable, name }: PasswordDraft,
  blueprint: Blueprint,
  context: ResolveContext,
): ColumnDefinition {
  const digest = digestProperty(property);
  const inherited = blueprint.parent?.definition.passwords.find(
    (password) => password.property === property,
  );
  if (inherited !== undefined) return inherited.digest;
  checkFree(digest, blueprint, context);
  checkGivenName(name, "column", property, blueprint, context);
  const column: ColumnDefinition = Object.freeze({
    property: digest,
    name: name ?? columnName(digest),
    type: textType,
    at: blueprint.at(digest),
    nullable,
    default: undefined,
    isPrimaryKey: false,
    role: undefined,
    trigger: false,
    enumValues: undefined,
    comment: undefined,
    renamedFrom: undefined,
    relation: undefined,
    collate: undefined,
    generated: undefined,
    isPrivate: true,
    isOmitted: false,
  });
  blueprint.definition.columns[digest] = column;
  return column;
}

/** A property that the decorator makes must not be another column, relation or member. */
function checkFree(
  property: string,
  blueprint: Blueprint,
  context: ResolveContext,
): void {
  const isReserved = (reservedMembers as readonly string[]).includes(property);
  if (!isReserved && !blueprint.properties.has(property)) return;
  const message = isReserved
    ? "has a name that arx reserves."
    : "is what @SecurePassword makes, and is declared as a column or relation as well.";
  const fix = isReserved
    ? "Rename the field."
    : "Take the other decorator away, or rename the password.";
  context.report(blueprint, property, message, fix);
}
