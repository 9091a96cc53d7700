// The SQL that documentation shows, and whether a statement is what is shown.
import { readComments } from "./syntax.mjs";

// Comments are prose unless they begin as SQL does. A piece of a statement begins with a quoted name.
const statement =
  /^(select|insert into|update \S+|delete from|begin|commit|rollback|savepoint|release|create|alter|drop|comment on|set local|truncate|notify)(?=[ ;]|$)/;
const piece = /^(…|"\w+" |constraint ")/;

/**
 * The statements in the comments of a text, in order. A line that is indented
 * goes on with the comment before it; `; ` stands between two in one line.
 */
export function readSqlComments(text) {
  const found = [];
  let last;
  for (const { line, body } of readComments(text)) {
    const content = body.trim();
    if (last === line - 1 && /^\s{2}/.test(body) && found.length > 0) {
      found.at(-1).text += ` ${content}`;
      last = line;
    } else if (isSql(content)) {
      found.push({ line, text: content });
      last = line;
    } else last = undefined;
  }
  return found.flatMap(({ line, text }) =>
    splitStatements(text).map((sql) => ({ line, sql })),
  );
}

function isSql(text) {
  return statement.test(text) || piece.test(text);
}

/** At `; `, unless what follows is no statement but the rest of a body. */
function splitStatements(text) {
  const statements = [];
  for (const part of text.split("; ")) {
    if (statements.length === 0 || isSql(part)) statements.push(part);
    else statements.push(`${statements.pop()}; ${part}`);
  }
  return statements;
}

/** The error that the comment `throws RecordNotFoundError: No City with id 9.` promises; its message may be left out. */
export function readThrown(text) {
  for (const { line, body } of readComments(text)) {
    const match = /^\s*throws (\w+)(?:: (.*))?$/.exec(body);
    if (match !== null) return { line, name: match[1], message: match[2] };
  }
  return undefined;
}

/**
 * Whether SQL is what a comment shows, or holds the piece that it shows. `…` stands for anything, white space is
 * free, and a name may be shown without the table or schema it belongs to.
 */
export function isShownBy(sql, shown) {
  const pattern = tidy(shown)
    .split("…")
    .map((part) => part.trim().replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join(".*?")
    .replace(/(?<![.\w"])(?="\w)/g, '(?:"\\w+"\\.)?');
  const bounded = statement.test(shown)
    ? `^${pattern}$`
    : `${pattern}(?= ?[,);]|$)`;
  return new RegExp(bounded, "s").test(tidy(sql));
}

function tidy(text) {
  return text
    .replace(/\s+/g, " ")
    .replace(/([(]) | ([)])/g, "$1$2")
    .replace(/;$/, "")
    .trim();
}

/** Whether the SQL begins or ends a transaction, which is left out of examples that do not show it. */
export function isControl(sql) {
  return /^(begin|commit|rollback|savepoint|release)\b/.test(sql);
}
