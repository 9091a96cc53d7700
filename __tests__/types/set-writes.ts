import {
  Column,
  Defaulted,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  sql,
  Table,
} from "arx";
import type { SetChanges } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

@Table()
class Player extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Trophy, (trophy) => trophy.winner)
  declare trophies: HasMany<Trophy>;
  @ManyToMany(() => Club, { through: () => Contract, pivot: true })
  declare clubs: ManyToMany<Club, Contract>;
  @ManyToMany(() => Club, { through: () => Contract })
  declare plainClubs: ManyToMany<Club>;
}

@Table()
class Club extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column() declare name: string;
  @Column({ default: 0 }) declare points: number;
  declare [Defaulted]?: "points";
}

@Table()
class Contract extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Player, { required: true }) declare player: Relate<Player>;
  @Relate(() => Club, { required: true }) declare club: Relate<Club>;
  @Column({ type: "integer", nullable: true }) declare salary: number | null;
}

@Table()
class Trophy extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => Player, { required: true }) declare winner: Relate<Player>;
  @Relate(() => Club, { required: true }) declare club: Relate<Club>;
}

declare const player: Player;
declare const club: Club;
declare const trophy: Trophy;

/** Every statement here compiles, and its result has the type that is asserted. */
export async function accept(): Promise<void> {
  const added = await player.clubs.add([club, "0190"], {
    pivot: { salary: 5 },
  });
  isTrue<Equal<typeof added, number>>();
  await player.clubs.add(club, { pivot: { salary: sql`1 + 1` } });
  await player.plainClubs.add("0190", { pivot: { salary: 5 } });
  await player.clubs.remove(club);
  const changes = await player.clubs.set([]);
  isTrue<Equal<typeof changes, SetChanges>>();
  await player.clubs.clear();
  const made = await player.clubs.create(
    { name: "a" },
    { pivot: { salary: null } },
  );
  isTrue<Equal<typeof made, Club>>();
  await player.trophies.create({ title: "a", club });
  // One of its relations is that of the set; of the others the database says whether they are missing.
  await player.trophies.create({ title: "a" });
  const loaded = await player.load({ clubs: true, trophies: true });
  await loaded.clubs.add(loaded.clubs.toArray());
  await loaded.trophies.remove(loaded.trophies.toArray());
}

/** Every statement here is refused, with the sentence above it in the compiler's message. */
export async function refuse(): Promise<void> {
  // expected: is not assignable to
  // @ts-expect-error
  await player.clubs.add(trophy);

  // expected: is not assignable to
  // @ts-expect-error
  await player.clubs.add(undefined);

  // expected: is not assignable to
  // @ts-expect-error
  await player.trophies.remove(["a"]);

  // expected: 'salry' does not exist in type
  // @ts-expect-error
  await player.clubs.add(club, { pivot: { salry: 5 } });

  // expected: Type 'string' is not assignable to type
  // @ts-expect-error
  await player.clubs.set([club], { pivot: { salary: "5" } });

  // expected: Property 'title' is missing
  // @ts-expect-error
  await player.trophies.create({ club });

  // expected: 'titel' does not exist in type
  // @ts-expect-error
  await player.trophies.create({ title: "a", titel: "b" });

  // expected: is missing the following properties from type 'readonly Member<Trophy>[]'
  // @ts-expect-error
  await player.trophies.set(trophy);

  // expected: is missing the following properties from type
  // @ts-expect-error
  player.clubs = [club];
}
