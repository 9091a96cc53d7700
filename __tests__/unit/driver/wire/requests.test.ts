import {
  bindAndExecute,
  closeStatement,
  parse,
  simpleQuery,
  terminate,
} from "../../../../lib/driver/wire/requests";

const hex = (request: string): string =>
  Buffer.from(request, "latin1").toString("hex");

/** The bytes of the examples, written out by the manual's "Message Formats". */
const bytes = (...parts: (string | number[])[]): string =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === "string" ? Buffer.from(part, "utf8") : Buffer.from(part),
    ),
  ).toString("hex");

const executeAndSync = [
  ..."E".split("").map((letter) => letter.charCodeAt(0)),
  ...[0, 0, 0, 9, 0, 0, 0, 0, 0],
  "S".charCodeAt(0),
  ...[0, 0, 0, 4],
];

describe("Requests of the wire protocol", () => {
  it("prepare a statement under a name, its text in UTF-8", () => {
    expect(hex(parse("s1", "select 'ä'"))).toBe(
      bytes("P", [0, 0, 0, 21], "s1\0select 'ä'\0", [0, 0]),
    );
  });

  it("bind texts by their length in bytes, and NULL", () => {
    expect(hex(bindAndExecute("s1", ["é", null, ""], false))).toBe(
      bytes(
        "B",
        [0, 0, 0, 28],
        "\0s1\0",
        [0, 0, 0, 3],
        [0, 0, 0, 2],
        "é",
        [255, 255, 255, 255],
        [0, 0, 0, 0],
        [0, 0],
        executeAndSync,
      ),
    );
  });

  it("ask for the columns between binding and running", () => {
    expect(hex(bindAndExecute("", [], true))).toBe(
      bytes(
        "B",
        [0, 0, 0, 12],
        [0, 0, 0, 0, 0, 0, 0, 0],
        "D",
        [0, 0, 0, 6],
        "P\0",
        executeAndSync,
      ),
    );
  });

  it("write lengths beyond a byte, and parameters beyond 32,767", () => {
    const parameters = Array.from({ length: 40_000 }, () => "x");
    const request = bindAndExecute("", parameters, false);
    const bind = Buffer.from(request, "latin1");
    expect(bind.readUInt32BE(1)).toBe(4 + 2 + 2 + 2 + 40_000 * 5 + 2);
    expect(bind.readUInt16BE(1 + 4 + 2 + 2)).toBe(40_000);
  });

  it("forget a statement, run a script, and end the session", () => {
    expect(hex(closeStatement("s1"))).toBe(bytes("C", [0, 0, 0, 8], "Ss1\0"));
    expect(hex(simpleQuery("select 1"))).toBe(
      bytes("Q", [0, 0, 0, 13], "select 1\0"),
    );
    expect(hex(terminate)).toBe(bytes("X", [0, 0, 0, 4]));
  });
});
