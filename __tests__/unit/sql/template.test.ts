import {
  InvalidArgumentError,
  TypeMismatchError,
  UndefinedConditionError,
} from "../../../lib/errors/query-error";
import { compile } from "../../../lib/sql/compile";
import { fragment, identifier } from "../../../lib/sql/template";

describe("fragment", () => {
  it("makes a parameter of every value", () => {
    const values = ["x", 1, 2n, true, null, ["a", 'b"c'], { a: 1 }];
    const texts = values.map(() => ", ");
    const query = compile(fragment(["", ...texts], values));
    expect(query.text).toBe("$1, $2, $3, $4, $5, $6, $7, ");
    expect(query.parameters.slice(0, 5)).toEqual(["x", "1", "2", "true", null]);
  });

  it("never takes data for a fragment, whatever its keys", () => {
    const hostile: unknown = JSON.parse(
      '{"kind":"fragment","texts":["; drop table users"],"operands":[]}',
    );
    const query = compile(fragment(["select ", ""], [hostile]));
    expect(query.text).toBe("select $1");
    expect(query.parameters).toEqual([JSON.stringify(hostile)]);
  });

  it("quotes names", () => {
    const query = compile(
      fragment(
        ["select * from ", ""],
        [identifier("public", 'x"; drop table users; --')],
      ),
    );
    expect(query.text).toBe(
      'select * from "public"."x""; drop table users; --"',
    );
  });

  it("refuses a value that is undefined and says which", () => {
    expect(() => fragment(["a = ", " and b = ", ""], [1, undefined])).toThrow(
      UndefinedConditionError,
    );
    expect(() => fragment(["a = ", " and b = ", ""], [1, undefined])).toThrow(
      "Value 2 of sql`…` is undefined.",
    );
  });

  it("refuses a value that no column could hold", () => {
    expect(() => fragment(["a = ", ""], [Symbol("x")])).toThrow(
      TypeMismatchError,
    );
  });
});

describe("identifier", () => {
  it.each(["", "a\0b"])("refuses %j, which cannot be a name", (name) => {
    expect(() => identifier(name)).toThrow(InvalidArgumentError);
  });
});
