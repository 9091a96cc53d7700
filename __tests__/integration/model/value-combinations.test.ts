import {
  Assignable,
  Column,
  Defaulted,
  jsonNull,
  ManagedObject,
  PrimaryKey,
  Serialize,
  sql,
  Stored,
  Table,
} from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

enum Level {
  Low = 1,
  High = 10,
}

/** Compares itself, and cannot with anything else. */
class Money {
  readonly #cents: number;
  constructor(cents: number) {
    this.#cents = cents;
  }
  get cents(): number {
    return this.#cents;
  }
  equals(other: Money): boolean {
    return this.#cents === other.#cents;
  }
  valueOf(): number {
    return this.#cents;
  }
}

@Table({ coerce: true })
class Ticket extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({
    type: "text",
    default: "x",
    normalize: (text) => text.trim().toLowerCase(),
  })
  declare email: string;
  @Column({
    type: "varchar",
    length: 20,
    nullable: true,
    normalize: (text) => text.trim() || null,
  })
  declare phone: string | null;
  @Column({ enum: Level, array: true, default: [] }) declare levels: Level[];
  @Column({ enum: ["a", "b"], array: true, nullable: true }) declare kinds:
    ("a" | "b")[] | null;
  @Column({ enum: Level, default: Level.Low }) declare level: Level;
  @Column({ enum: Level, store: "number", default: Level.Low })
  declare priority: Level;
  @Column({ type: "double precision", nullable: true }) declare real:
    number | null;
  @Column({ type: "numeric", nullable: true }) declare exact: string | null;
  @Column({
    type: "integer",
    nullable: true,
    transform: {
      to: (money: Money) => money.cents,
      from: (cents: number) => new Money(cents),
      equals: (left: Money, right: Money) => left.equals(right),
    },
  })
  declare price: Money | null;
  @Column({
    type: "jsonb",
    nullable: true,
    transform: {
      to: (place: { x: number }) => ({ at: place.x }),
      from: (stored: { at: number }) => ({ x: stored.at }),
    },
  })
  declare place: { x: number } | null;
  @Column({ type: "jsonb", nullable: true }) declare settings: {
    theme?: string;
    size?: number;
  } | null;
  @Stored("settings") declare theme: string | undefined;
  @Column({
    type: "text",
    nullable: true,
    normalize: { apply: (): string => undefined as never },
  })
  declare lost: string | null;
  @Serialize({ input: false }) declare extra: unknown;
  declare [Defaulted]?: "email" | "levels" | "level" | "priority";
  declare [Assignable]?: "theme";
}

const models = [Ticket];
const untyped = (value: unknown): never => value as never;

describeEachEngine("a column with several options", (engine) => {
  useModels(engine, models);

  it("takes SQL for a column with normalize, and leaves it to the database", async () => {
    const ticket = await Ticket.create(untyped({ email: sql`lower('AB')` }));
    expect(ticket.email).toBe("ab");
    await ticket.update(untyped({ email: sql`email || 'c'` }));
    expect(ticket.email).toBe("abc");
    const { keys } = await Ticket.insertAll([untyped({ email: sql`'Q'` })]);
    expect((await Ticket.find(keys[0] as number)).email).toBe("Q");
  });

  it("takes SQL for a column whose values compare themselves", async () => {
    const ticket = await Ticket.create({ price: new Money(5) });
    await ticket.update(untyped({ price: sql`price + 1` }));
    expect(ticket.price?.cents).toBe(6);
    // What `equals` cannot take is refused by `to`, under the name of the column.
    ticket.price = untyped("7");
    await expect(ticket.save()).rejects.toThrow("transform.to of Ticket.price");
  });

  it("gives no null of JSON to a transform", async () => {
    await sql`insert into ${Ticket} (place) values ('null')`;
    const [ticket] = await Ticket.all();
    expect(ticket?.place).toBeNull();
    expect(ticket?.isChanged).toBe(false);
  });

  it("reads what normalize makes null of", () => {
    expect(new Ticket().read({ phone: "  " }).phone).toBeNull();
    expect(() => new Ticket().read({ email: null })).toThrow(
      "email takes string, not null",
    );
  });

  it("says so when normalize returns nothing", () => {
    const message =
      "normalize of Ticket.lost takes a function that returns a value, not one that returns undefined.";
    const ticket = new Ticket();
    expect(() => {
      ticket.lost = "x";
    }).toThrow(message);
    expect(() => Ticket.where({ lost: "x" })).toThrow(message);
  });

  it("patches a document that is null in JSON, and none that has no keys", async () => {
    const ticket = await Ticket.create({ settings: untyped(jsonNull) });
    expect(await ticket.patchDocument("settings", { theme: "a" })).toEqual({
      theme: "a",
    });
    await ticket.update({ settings: untyped([1]) });
    await expect(
      ticket.patchDocument("settings", { theme: "a" }),
    ).rejects.toThrow(
      "Ticket.settings takes an object, since fields are stored in it, not an array.",
    );
    expect((await ticket.reload()).settings).toEqual([1]);
  });

  it("stores no SQL inside a document", async () => {
    const asJson =
      "Ticket.settings takes a JSON value, not something to await, such as SQL at .theme.";
    const theme = untyped(sql`'x'`);
    await expect(Ticket.create({ settings: { theme } })).rejects.toThrow(
      asJson,
    );
    await expect(Ticket.create({ theme })).rejects.toThrow(asJson);
    await expect(Ticket.insertAll([{ theme }])).rejects.toThrow(asJson);
    const ticket = await Ticket.create({ theme: "a" });
    await expect(ticket.patchDocument("settings", { theme })).rejects.toThrow(
      asJson,
    );
    ticket.settings = untyped(sql`'{}'`);
    expect(() => {
      ticket.theme = "b";
    }).toThrow(
      "Ticket.settings takes an object, since fields are stored in it, not SQL.",
    );
  });

  it("takes the numbers of an enum in a list, where the table coerces", async () => {
    const { id } = await Ticket.create({ levels: [Level.Low, Level.High] });
    expect((await Ticket.find(id)).levels).toEqual([Level.Low, Level.High]);
    expect(await Ticket.where({ levels: { has: Level.High } }).count()).toBe(1);
    await expect(Ticket.create({ kinds: [untyped(null)] })).rejects.toThrow(
      'Ticket.kinds[0] takes one of "a", "b", not null.',
    );
  });

  it("coerces no text into infinity, and keeps the digits of numbers", async () => {
    await expect(Ticket.create({ real: untyped("1e999") })).rejects.toThrow(
      "Ticket.real takes a number, not a string.",
    );
    const large = await Ticket.create({ exact: untyped(1e21) });
    expect(large.exact).toBe("1000000000000000000000");
    const small = await Ticket.create({ exact: untyped(1e-7) });
    expect(small.exact).toBe("0.0000001");
  });

  it("writes as JSON what JSON can hold, and says where there is anything else", () => {
    const ticket = new Ticket();
    const circle: { self?: object } = {};
    circle.self = circle;
    ticket.extra = circle;
    expect(() => ticket.toJSON()).toThrow(
      "Ticket.extra takes a value that JSON can hold, not an object that contains itself.",
    );
    ticket.extra = Promise.resolve(1);
    expect(() => ticket.toJSON()).toThrow(
      "Ticket.extra takes a value that JSON can hold, not an object of class Promise.",
    );
    ticket.extra = [new Date(Number.NaN)];
    expect(() => ticket.toJSON()).toThrow(
      "Ticket.extra takes a Date that JSON can hold, not an invalid Date.",
    );
    const twice = { deep: 1n };
    ticket.extra = [twice, twice, { toJSON: () => new Map([[1, 5n]]) }];
    expect(ticket.toJSON()).toEqual({
      extra: [{ deep: "1" }, { deep: "1" }, { "1": "5" }],
    });
  });

  it("says that a list of a condition takes no SQL", () => {
    expect(() => Ticket.where({ email: { in: [untyped(sql`'x'`)] } })).toThrow(
      "Ticket.email is compared with a list, which takes values and no SQL.",
    );
  });

  it("is copied with the values of columns with normalize", async () => {
    const ticket = await Ticket.create({ email: " A" });
    expect(structuredClone(ticket).email).toBe("a");
    expect(Object.assign({}, ticket).email).toBe("a");
  });
});
