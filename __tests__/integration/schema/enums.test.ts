import {
  Column,
  Defaulted,
  ManagedObject,
  PrimaryKey,
  Table,
  connect,
} from "arx";
import type { Database } from "../../../lib/database/database";
import { createTables } from "../../support/create-schema";
import { describeEachEngine } from "../../support/engines";
import type { TestDatabase } from "../../support/engines";

enum Level {
  Low = 1,
  High = 10,
}

enum Colour {
  Red = "red",
  Blue = "blue",
}

@Table()
class Ticket extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ enum: Level, default: Level.Low }) declare level: Level;
  @Column({ enum: Level, native: "ticket_level", nullable: true })
  declare urgency: Level | null;
  @Column({ enum: Level, store: "number", default: Level.High })
  declare points: Level;
  @Column({ enum: Colour, native: true, default: Colour.Red })
  declare colour: Colour;
  @Column({ enum: Colour, array: true, default: [] })
  declare colours: Colour[];
  @Column({ enum: Level, native: "ticket_level", array: true, default: [] })
  declare levels: Level[];
  declare [Defaulted]?: {
    level: true;
    points: true;
    colour: true;
    colours: true;
    levels: true;
  };
}

describeEachEngine("An enum column", (engine) => {
  let database: TestDatabase;
  let session: Database;

  beforeAll(async () => {
    database = await engine.create();
    session = await connect({ database: database.url });
    await createTables(session, [Ticket]);
  });

  afterAll(async () => {
    await session.close();
    await database.drop();
  });

  async function stored(): Promise<unknown> {
    const text =
      "select level, urgency, points, colour, colours, levels from tickets order by id";
    const { rows } = await session.send({ text, parameters: [] });
    return [...rows].map((row) => [...row]);
  }

  test("holds the values of its enum, and the database their names or numbers", async () => {
    const ticket = await Ticket.create({
      level: Level.High,
      urgency: Level.Low,
      points: Level.Low,
      colour: Colour.Blue,
      colours: [Colour.Blue, Colour.Red],
      levels: [Level.High],
    });
    await Ticket.insertAll([{}, { level: Level.High, urgency: Level.High }]);
    expect(await stored()).toEqual([
      ["High", "Low", "1", "blue", "{blue,red}", "{High}"],
      ["Low", null, "10", "red", "{}", "{}"],
      ["High", "High", "10", "red", "{}", "{}"],
    ]);

    const found = await Ticket.find(ticket.id);
    expect(found).toMatchObject({
      id: ticket.id,
      level: 10,
      urgency: 1,
      points: 1,
      colour: "blue",
      colours: ["blue", "red"],
      levels: [10],
    });
    found.level = Level.Low;
    found.levels.push(Level.Low);
    await found.save();
    expect((await Ticket.find(ticket.id)).levels).toEqual([10, 1]);
  });

  test("is asked for by its values", async () => {
    expect(await Ticket.where({ level: Level.High }).count()).toBe(1);
    expect(await Ticket.where({ urgency: { in: [Level.Low] } }).count()).toBe(
      1,
    );
    expect(await Ticket.where({ points: { gte: Level.High } }).count()).toBe(2);
    expect(await Ticket.where({ colour: { ne: Colour.Red } }).count()).toBe(1);
    expect(await Ticket.where({ colours: { has: Colour.Blue } }).count()).toBe(
      1,
    );
    expect(
      await Ticket.where({
        levels: { hasAll: [Level.Low, Level.High] },
      }).count(),
    ).toBe(1);
  });

  test("refuses other values before any SQL", async () => {
    for (const [given, message] of [
      [{ level: 2 }, "Ticket.level takes one of 1, 10, not another number."],
      [{ points: 0 }, "Ticket.points takes one of 1, 10, not another number."],
      [
        { colour: "green" },
        'Ticket.colour takes one of "red", "blue", not another string.',
      ],
      [
        { levels: [1, 3] },
        "Ticket.levels[1] takes one of 1, 10, not another number.",
      ],
    ] as const)
      await expect(Ticket.create(given as object)).rejects.toThrow(message);
  });

  test("says so when the database holds a name that its enum does not have", async () => {
    await session.execute(
      "alter table tickets drop constraint tickets_level_check",
    );
    await session.execute("update tickets set level = 'Gone'");
    await expect(Ticket.all()).rejects.toThrow(
      "Ticket.level holds a name that its enum does not have.",
    );
  });
});
