import { Column } from "../../../lib/decorators/column";
import { PrimaryKey } from "../../../lib/decorators/primary-key";
import { Relate } from "../../../lib/decorators/relate";
import { Serialize } from "../../../lib/decorators/serialize";
import { Stored } from "../../../lib/decorators/stored";
import { Table } from "../../../lib/decorators/table";
import { Transient } from "../../../lib/decorators/transient";
import { ManagedObject } from "../../../lib/model/managed-object";
import { mistakesOf } from "../../support/mistakes-of";
import { untyped } from "../../support/untyped";

const column = untyped(Column);
const serialize = untyped(Serialize);
const stored = untyped(Stored);

describe("mistakes in what is done with values", () => {
  it("names the option, the column and the line to write", () => {
    @Table()
    class Wrong extends ManagedObject {
      @PrimaryKey() declare id: number;
      @column({ type: "text", transform: { to: String } }) declare one: string;
      @column({
        type: "text",
        transform: { to: String, from: String, form: 1 },
      })
      declare two: string;
      @column({ type: "text", normalize: 5 }) declare three: string;
      @column({ type: "text", normalize: { apply: "trim" } })
      declare four: string;
      @column({ type: "uuid", coerce: true }) declare five: string;
      @column({
        type: "text",
        coerce: true,
        transform: { to: String, from: String },
      })
      declare six: string;
      @column({
        type: "text",
        default: "x",
        transform: {
          to: () => {
            throw new Error("no");
          },
          from: String,
        },
      })
      declare seven: string;
      @Relate(() => Other) declare other: Relate<Other | null>;
      @column({ type: "bigint", nullable: true, omitByDefault: true })
      declare otherId: number | null;
    }
    @Table()
    class Other extends ManagedObject {
      @PrimaryKey() declare id: number;
    }
    expect(mistakesOf(Wrong, Other)).toBe(`The models have 8 mistakes:
  Wrong.one: has a transform that lacks a function for one direction.
    Write transform: { to: (value: …) => …, from: (stored: …) => … }.
  Wrong.two: has no option "form".
    Write from.
  Wrong.three: has a normalize that is no function.
    Write normalize: (text) => text.trim(), or normalize: { apply: (value: …) => …, toNull: true }.
  Wrong.four: has a normalize that is no function.
    Write normalize: (text) => text.trim(), or normalize: { apply: (value: …) => …, toNull: true }.
  Wrong.five: has coerce: true, but nothing else than its own values is known to stand for them.
    Leave coerce out; it goes with numbers, booleans, times and texts.
  Wrong.six: has coerce: true, but nothing else than its own values is known to stand for them.
    Leave coerce out, and take what comes in transform.to.
  Wrong.seven: has the default that its transform or normalize cannot take.
    Write a value of the column's type, an SQL expression with sql\`…\`, or leave the default out.
  Wrong.otherId: is the key of Wrong.other, which every query reads.
    Leave omitByDefault out.`);
  });

  it("names keys that would lead nowhere", () => {
    const transform = { to: String, from: String };
    @Table()
    class Target extends ManagedObject {
      @PrimaryKey() declare id: number;
      @column({ type: "text", unique: true, transform }) declare code: string;
      @column({ type: "text", unique: true }) declare plain: string;
      @column({ type: "text", unique: true, omitByDefault: true })
      declare hidden: string;
    }
    @Table()
    class Wrong extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Relate(() => Target, { references: ["code"] })
      declare right: Relate<Target | null>;
      @column({ type: "text", nullable: true, transform })
      declare rightId: string | null;
      @Relate(() => Target, { references: ["code"] })
      declare one: Relate<Target | null>;
      @column({ type: "text", nullable: true }) declare oneId: string | null;
      @Relate(() => Target, { references: ["plain"] })
      declare two: Relate<Target | null>;
      @column({ type: "text", nullable: true, transform })
      declare twoId: string | null;
      @Relate(() => Target, { references: ["code"] })
      declare three: Relate<Target | null>;
      @column({ nullable: true, transform }) declare threeId: string | null;
      @Relate(() => Target, { references: ["hidden"] })
      declare four: Relate<Target | null>;
    }
    const another = (target: string): string =>
      `is a key, and stores its values in another form than ${target}.
    Leave type and transform out, @Column(): a key has those of the column it refers to.`;
    expect(mistakesOf(Wrong, Target)).toBe(`The models have 4 mistakes:
  Wrong.oneId: ${another("Target.code")}
  Wrong.twoId: ${another("Target.plain")}
  Wrong.threeId: ${another("Target.code")}
  Wrong.four: refers to Target.hidden, which omitByDefault leaves out of queries.
    Leave omitByDefault out of Target.hidden, or refer to another column.`);
  });

  it("names ways to and from JSON that a member does not have", () => {
    @Table()
    class Wrong extends ManagedObject {
      @PrimaryKey() declare id: number;
      @serialize({ output: true })
      @column({ type: "text", private: true })
      declare secret: string;

      @serialize({ input: true })
      get getter(): string {
        return "";
      }

      @serialize({ output: true })
      takes(value: string): void {
        this.secret = value;
      }
    }
    expect(mistakesOf(Wrong)).toBe(`The models have 3 mistakes:
  Wrong.secret: is private, and @Serialize asks for its output.
    Leave output: true out of @Serialize.
  Wrong.getter: takes no value, and @Serialize asks for its input.
    Leave input: true out of @Serialize.
  Wrong.takes: gives no value, and @Serialize asks for its output.
    Leave output: true out of @Serialize.`);
  });

  it("names members that cannot be what their decorators say", () => {
    @Table()
    class Wrong extends ManagedObject {
      @PrimaryKey() declare id: number;
      @Column({ type: "jsonb" }) declare settings: { theme: string };
      @Column({ type: "text" }) declare text: string;
      @Transient() @Column({ type: "text" }) declare both: string;
      @stored("setings") declare theme: string;
      @stored("text") declare colour: string;
      @stored("settings", { name: "x" }) declare size: string;
      @serialize({ name: "text" }) declare nick: string;
      @serialize({ input: false, output: false }) declare nothing: string;

      @serialize({ input: true, output: false })
      get getter(): string {
        return "";
      }

      @serialize({ input: false })
      set setter(value: string) {
        this.text = value;
      }

      @serialize({ output: false })
      gives(): string {
        return "";
      }

      @serialize({ input: false })
      takes(value: string): void {
        this.text = value;
      }
    }
    expect(mistakesOf(Wrong)).toBe(`The models have 10 mistakes:
  Wrong.size: has no option "name".
    The options are key.
  Wrong.both: has @Transient beside a decorator that makes it a column or relation.
    Take one of the two away.
  Wrong.theme: is stored in "setings", which is no column of Wrong.
    Write @Stored('settings').
  Wrong.colour: is stored in Wrong.text, which holds no JSON document.
    Name a column of type jsonb without a transform.
  Wrong.nothing: is neither read nor written by @Serialize.
    Write @Transient() instead.
  Wrong.getter: is a getter without a setter, which gives a value and takes none, and @Serialize leaves its output out.
    Write @Serialize({ input: false }), or add what takes a value.
  Wrong.setter: is a setter without a getter, which takes a value and gives none, and @Serialize leaves its input out.
    Write @Serialize({ output: false }), or add what gives a value.
  Wrong.gives: is a method without a parameter, which gives a value and takes none, and @Serialize leaves its output out.
    Write @Serialize({ input: false }), or add what takes a value.
  Wrong.takes: is a method with a parameter, which takes a value and gives none, and @Serialize leaves its input out.
    Write @Serialize({ output: false }), or add what gives a value.
  Wrong.nick: has the key "text" in JSON, which text has as well.
    Give one of them another: @Serialize({ name: '…' }).`);
  });
});
