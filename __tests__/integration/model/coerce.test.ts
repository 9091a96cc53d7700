import {
  Column,
  ManagedObject,
  PrimaryKey,
  Table,
  TypeMismatchError,
} from "arx";
import type { ColKey } from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table({ coerce: true })
class Form extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer", nullable: true }) declare whole: number | null;
  @Column({ type: "bigint", nullable: true, mode: "bigint" })
  declare large: bigint | null;
  @Column({ type: "double precision", nullable: true })
  declare real: number | null;
  @Column({ type: "numeric", nullable: true }) declare exact: string | null;
  @Column({ type: "boolean", nullable: true }) declare yes: boolean | null;
  @Column({ type: "text", nullable: true }) declare text: string | null;
  @Column({ type: "timestamptz", nullable: true }) declare at: Date | null;
  @Column({ type: "timestamp", nullable: true }) declare local: Date | null;
  @Column({ type: "integer[]", nullable: true }) declare list: number[] | null;
  @Column({ type: "uuid", nullable: true }) declare uuid: string | null;
  @Column({ type: "integer", nullable: true, coerce: false })
  declare strict: number | null;
  @Column({ type: "text", nullable: true, normalize: (text) => text.trim() })
  declare trimmed: string | null;
}

@Table()
class Strict extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare age: number;
  @Column({ type: "integer", default: 0, coerce: true }) declare loose: number;
}

type FormColumn = ColKey<Form>;

const models = [Form, Strict];

/** What a form or a query string gives, past the types. */
const untyped = (value: unknown): never => value as never;

describeEachEngine("a column with coerce", (engine) => {
  useModels(engine, models);

  it.each<[FormColumn, unknown, unknown]>([
    ["whole", 25, 25],
    ["whole", "25", 25],
    ["whole", " -7 ", -7],
    ["whole", "0", 0],
    ["whole", 3n, 3],
    ["large", "9007199254740993", 9007199254740993n],
    ["large", 5, 5n],
    ["real", "1.5e3", 1500],
    ["real", ".5", 0.5],
    ["exact", 1.5, "1.5"],
    ["exact", 12n, "12"],
    ["yes", "1", true],
    ["yes", "true", true],
    ["yes", 0, false],
    ["yes", "False", false],
    ["text", 25, "25"],
    ["text", true, "true"],
    ["text", "", ""],
    ["at", "2024-02-29T12:00:00Z", new Date("2024-02-29T12:00:00Z")],
    [
      "at",
      "2024-02-29T12:00:00.250+0200",
      new Date("2024-02-29T10:00:00.250Z"),
    ],
    ["at", "2024-02-29", new Date("2024-02-29T00:00:00Z")],
    ["local", "2024-02-29 12:00", new Date("2024-02-29T12:00:00Z")],
    ["list", ["1", 2, null], [1, 2, null]],
    ["trimmed", 25, "25"],
  ])(
    "takes for %s the value that %p stands for",
    async (property, value, expected) => {
      const form = await Form.create(untyped({ [property]: value }));
      expect(form[property]).toEqual(expected);
      expect((await Form.find(form.id))[property]).toEqual(expected);
      expect(
        await Form.where(
          untyped({ id: form.id, [property]: { eq: value } }),
        ).count(),
      ).toBe(1);
    },
  );

  it.each<[FormColumn, unknown, string]>([
    ["whole", "invalid", "Form.whole takes an integer, not a string."],
    ["whole", "1.5", "Form.whole takes an integer, not a string."],
    ["whole", "", "Form.whole takes an integer, not a string."],
    ["whole", true, "Form.whole takes an integer, not a boolean."],
    ["yes", "yes", "Form.yes takes a boolean, not a string."],
    ["yes", 2, "Form.yes takes a boolean, not a number."],
    ["at", "2024-02-29T12:00:00", "Form.at takes a Date, not a string."],
    ["at", "2024-02-30", "Form.at takes a Date, not a string."],
    ["at", "tomorrow", "Form.at takes a Date, not a string."],
    [
      "local",
      "2024-02-29T12:00+02:00",
      "Form.local takes a Date, not a string.",
    ],
    ["text", {}, "Form.text takes a string, not an object."],
    ["text", Number.NaN, "Form.text takes a string, not NaN."],
    ["strict", "5", "Form.strict takes an integer, not a string."],
    ["uuid", 5, "Form.uuid takes a UUID, not a number."],
  ])(
    "refuses for %s what stands for no value, as %p",
    async (property, value, message) => {
      await expect(Form.create(untyped({ [property]: value }))).rejects.toThrow(
        TypeMismatchError,
      );
      await expect(Form.create(untyped({ [property]: value }))).rejects.toThrow(
        message,
      );
      await expect(
        Form.insertAll([untyped({ [property]: value })]),
      ).rejects.toThrow(TypeMismatchError);
    },
  );

  it("lists what it did, without the values", async () => {
    const form = await Form.create(
      untyped({ whole: "25", yes: 1, text: "as it is" }),
    );
    expect(form.coercions).toEqual([
      { property: "whole", from: "a string", to: "number" },
      { property: "yes", from: "a number", to: "boolean" },
    ]);
    form.whole = 26;
    await form.save();
    expect(form.coercions).toEqual([]);
    expect(new Strict().coercions).toEqual([]);
  });

  it("is not changed by what stands for the same value", async () => {
    const form = await Form.create({ whole: 25 });
    Object.assign(form, { whole: "25" });
    await form.save();
    expect(form.previousChanges).toEqual({});
    expect(form.whole).toBe(25);
  });

  it("takes the same in bulk writes", async () => {
    const { keys } = await Form.insertAll([untyped({ whole: "7", yes: "0" })]);
    const [key] = keys;
    expect(await Form.find(key as number)).toMatchObject({
      whole: 7,
      yes: false,
    });
  });

  it("is asked for: everything else takes its own type alone", async () => {
    await expect(Strict.create(untyped({ age: "25" }))).rejects.toThrow(
      "Strict.age takes an integer, not a string.",
    );
    await expect(Strict.create(untyped({ age: "invalid" }))).rejects.toThrow(
      TypeMismatchError,
    );
    expect(() =>
      Strict.where(untyped({ age: "018c2b5c-8d20-7000-8000-123456789abc" })),
    ).toThrow(TypeMismatchError);
    await expect(
      Strict.find(untyped("018c2b5c-8d20-7000-8000-123456789abc")),
    ).rejects.toThrow(TypeMismatchError);
    expect((await Strict.create(untyped({ age: 1, loose: "3" }))).loose).toBe(
      3,
    );
  });
});
