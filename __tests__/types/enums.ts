import { Column, ManagedObject, PrimaryKey, registry, Table } from "arx";
import type { Create } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

enum Level {
  Low = 1,
  High = 10,
}

const moods = ["calm", "glad"] as const;

@Table()
export class Ticket extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ enum: Level, default: Level.Low }) declare level: Level;
  @Column({ enum: Level, store: "number", nullable: true })
  declare points: Level | null;
  @Column({ enum: Level, native: true, store: "name" }) declare named: Level;
  @Column({ enum: moods, native: "mood" }) declare mood: "calm" | "glad";
  @Column({ enum: moods, array: true, default: [] })
  declare moods: ("calm" | "glad")[];
  @Column({ enum: Level, array: true, native: true })
  declare levels: readonly Level[];
}

export async function accept(): Promise<void> {
  const row: Create<Ticket> = {
    level: Level.High,
    named: Level.Low,
    mood: "calm",
    moods: ["glad"],
    levels: [Level.Low],
  };
  const ticket = await Ticket.create(row);
  isTrue<Equal<typeof ticket.level, Level>>();
  await Ticket.where({ level: { in: [Level.Low] }, mood: "glad" });

  registry.tablePrefix = "myapp_";
  registry.schema = "tenant1";
  registry.naming = "preserve";
  registry.plurals = { cactus: "cacti" };
  registry.plurals = (word) => (word === "cactus" ? "cacti" : undefined);
}

/** What does not fit an enum. */
export class Refused extends ManagedObject {
  // expected: arx: native goes with enum
  // @ts-expect-error
  @Column({ native: true }) declare noEnum: string;

  // expected: arx: store goes with enum
  // @ts-expect-error
  @Column({ store: "number" }) declare noEnumToStore: number;

  // expected: arx: store goes with an enum of numbers
  // @ts-expect-error
  @Column({ enum: moods, store: "name" }) declare texts: "calm" | "glad";

  // expected: arx: a type of the database lists names; leave native or store out
  // @ts-expect-error
  @Column({ enum: Level, store: "number", native: true }) declare both: Level;

  // expected: arx: the field must hold the values of the enum
  // @ts-expect-error
  @Column({ enum: Level }) declare named: "Low" | "High";

  // expected: arx: the field must hold a list of the values of the enum
  // @ts-expect-error
  @Column({ enum: moods, array: true }) declare single: "calm" | "glad";

  // expected: arx: the field must hold a list of the values of the enum
  // @ts-expect-error
  @Column({ enum: moods, array: true }) declare other: string[];

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ enum: Level, default: "Low" }) declare byName: Level;
}
