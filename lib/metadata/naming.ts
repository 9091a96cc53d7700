import { createHash } from "node:crypto";
import { pluralizeName, toSnakeCase } from "../util/inflection";
import { settings } from "./settings";

/** The longest name PostgreSQL keeps; it cuts longer ones off without an error. */
export const maxNameBytes = 63;

/** The table of a class, without its prefix: `UserProfile` → `user_profiles`. */
export function tableName(className: string): string {
  const { naming, plurals } = settings();
  return naming === "preserve"
    ? className
    : pluralizeName(toSnakeCase(className), plurals);
}

/** The full name of a table, index or type that has a name: `myapp_articles`. */
export function prefixed(name: string): string {
  return fitName(`${settings().tablePrefix}${name}`);
}

/** The column of a property: `publishedAt` → `published_at`. */
export function columnName(property: string): string {
  return fitName(
    settings().naming === "preserve" ? property : toSnakeCase(property),
  );
}

/** `articles_pkey`. */
export function primaryKeyName(table: string): string {
  return fitName(`${table}_pkey`);
}

/** `articles_author_id_fkey`. */
export function foreignKeyName(
  table: string,
  columns: readonly string[],
): string {
  return fitName([table, ...columns, "fkey"].join("_"));
}

/** `articles_slug_locale_key`. */
export function uniqueName(table: string, columns: readonly string[]): string {
  return fitName([table, ...columns, "key"].join("_"));
}

/** `articles_status_check`, of a column or of the name that the check was given. */
export function checkName(table: string, subject: string): string {
  return fitName([table, subject, "check"].join("_"));
}

/** `articles_status`, the type of an enum column. */
export function enumTypeName(table: string, column: string): string {
  return fitName(`${table}_${column}`);
}

/** `articles_updated_at_touch`, a trigger and its function. */
export function touchName(table: string, column: string): string {
  return fitName(`${table}_${column}_touch`);
}

/** `bookings_room_excl`, of the name that the constraint was given. */
export function exclusionName(table: string, subject: string): string {
  return fitName([table, subject, "excl"].join("_"));
}

/** `idx_articles_author_id_published_at`; for an expression the caller writes `expr`. An index of vectors says its method as well: `idx_articles_embedding_hnsw`. */
export function indexName(
  table: string,
  keys: readonly string[],
  method?: string,
): string {
  const suffix = method === "hnsw" || method === "ivfflat" ? [method] : [];
  return fitName(["idx", table, ...keys, ...suffix].join("_"));
}

/**
 * The name itself when PostgreSQL can keep it, otherwise its beginning and a
 * hash of the whole, so that two long names that begin alike stay apart.
 */
export function fitName(name: string): string {
  if (Buffer.byteLength(name) <= maxNameBytes) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${cutBytes(name, maxNameBytes - hash.length - 1)}_${hash}`;
}

/** The longest beginning of a text that has at most so many bytes and ends with a whole character. */
function cutBytes(text: string, limit: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    end += character.length;
  }
  return text.slice(0, end);
}
