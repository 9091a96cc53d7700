/**
 * Messages of PostgreSQL's protocol to the server, as strings of one character
 * a byte: putting short strings together and writing them as Latin-1 takes a
 * fraction of what filling buffers takes.
 *
 * Manual: "Frontend/Backend Protocol", "Message Formats".
 */

/** A statement is short; up to here looking at each character is the faster check. */
const shortText = 64;

/** A length of NULL. */
const nothing = int32(-1);
/** No list of types, or of formats: the server infers the types, everything is text. */
const none = int16(0);

/** Asks for the columns of the portal. */
const describePortal = message("D", "P\0");
/** Runs the portal to its end, and closes the statement's implicit transaction. */
const executeAndSync = message("E", `\0${int32(0)}`) + message("S", "");

/** Ends the session. */
export const terminate = message("X", "");

/** Prepares a statement under a name; the empty name lasts until its next use. */
export function parse(name: string, text: string): string {
  return message("P", `${name}\0${toBytes(text)}\0${none}`);
}

/** Forgets a prepared statement. */
export function closeStatement(name: string): string {
  return message("C", `S${name}\0`);
}

/**
 * Runs a statement of a name.
 * @param describes whether its columns are to be told as well
 */
export function bindAndExecute(
  name: string,
  parameters: readonly (string | null)[],
  describes: boolean,
): string {
  let body = `\0${name}\0${none}${int16(parameters.length)}`;
  for (const parameter of parameters) {
    if (parameter === null) body += nothing;
    else {
      const bytes = toBytes(parameter);
      body += int32(bytes.length) + bytes;
    }
  }
  const bind = message("B", body + none);
  return describes
    ? bind + describePortal + executeAndSync
    : bind + executeAndSync;
}

/** Runs a script of several statements. */
export function simpleQuery(text: string): string {
  return message("Q", `${toBytes(text)}\0`);
}

function message(type: string, body: string): string {
  return type + int32(body.length + 4) + body;
}

function int32(value: number): string {
  return String.fromCharCode(
    (value >>> 24) & 255,
    (value >>> 16) & 255,
    (value >>> 8) & 255,
    value & 255,
  );
}

function int16(value: number): string {
  return String.fromCharCode((value >>> 8) & 255, value & 255);
}

/** UTF-8, a character a byte. */
function toBytes(text: string): string {
  return isAscii(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

function isAscii(text: string): boolean {
  if (text.length > shortText) return Buffer.byteLength(text) === text.length;
  for (let index = 0; index < text.length; index++)
    if (text.charCodeAt(index) > 127) return false;
  return true;
}
