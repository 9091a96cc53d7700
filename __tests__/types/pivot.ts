import {
  Column,
  HasMany,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
} from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

class Player extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @ManyToMany(() => Team, { through: () => Contract, pivot: true })
  declare teams: ManyToMany<Team, Contract>;
  @ManyToMany(() => Team, { through: () => Contract })
  declare plainTeams: ManyToMany<Team>;

  // expected: arx: with pivot: true the field names the join model as well; declare it as ManyToMany<…, JoinModel>
  // @ts-expect-error
  @ManyToMany(() => Team, { through: () => Contract, pivot: true })
  declare withoutModel: ManyToMany<Team>;

  // expected: arx: the field tells a pivot; write pivot: true, or take the second model away
  // @ts-expect-error
  @ManyToMany(() => Team, { through: () => Contract })
  declare withoutOption: ManyToMany<Team, Contract>;

  // expected: arx: the field tells a pivot; write pivot: true, or take the second model away
  // @ts-expect-error
  @ManyToMany(() => Team, { through: () => Contract, pivot: false })
  declare withFalse: ManyToMany<Team, Contract>;

  // expected: arx: the pivot of the field is another model than the one that the relation goes through
  // @ts-expect-error
  @ManyToMany(() => Team, { through: () => Contract, pivot: true })
  declare ofOther: ManyToMany<Team, Player>;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @ManyToMany(() => Team, { through: () => Contract, pivot: true })
  declare toOther: ManyToMany<Player, Contract>;

  // expected: arx: a relation to many is never null; take | null away
  // @ts-expect-error
  @ManyToMany(() => Team, { through: () => Contract, pivot: true })
  declare orNull: ManyToMany<Team, Contract> | null;

  // expected: arx: records of a @HasMany tell nothing beside their columns; declare the field as HasMany<…>
  // @ts-expect-error
  @HasMany(() => Contract, (contract) => contract.player)
  declare contracts: ManyToMany<Contract, Team>;
}

class Team extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @ManyToMany(() => Player, { through: () => Contract })
  declare players: ManyToMany<Player>;
}

class Contract extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Player, { required: true }) declare player: Relate<Player>;
  @Relate(() => Team, { required: true }) declare team: Relate<Team>;
  @Column() declare shirt: string;
}

/** What links a record is told wherever the relation is read. */
export async function readPivots(player: Player): Promise<void> {
  const lazy = await player.teams;
  isTrue<Equal<(typeof lazy)[number]["pivot"], Contract>>();
  for await (const team of player.teams)
    isTrue<Equal<typeof team.pivot.shirt, string>>();

  const loaded = await player.load({ teams: { with: { players: true } } });
  isTrue<
    Equal<NonNullable<ReturnType<typeof loaded.teams.at>>["pivot"], Contract>
  >();
  loaded.teams.map(({ pivot, players }) => [pivot.shirt, players.length]);
  const [first] = await Player.with({ teams: { select: ["name"] } });
  first?.teams.map(({ name, pivot }) => [name, pivot.shirt]);
  const [row] = await Player.select("name").with({ teams: true });
  row?.teams.map(({ pivot }) => pivot.shirt);
  const narrowed = await player.teams.where({ name: "x" }).first();
  isTrue<Equal<NonNullable<typeof narrowed>["pivot"], Contract>>();
  const named = await Player.with({
    teams: (teams) => teams.where({ name: "x" }),
  });
  named[0]?.teams.at(0)?.pivot.shirt;

  // Conditions and orders are those of the other model.
  await Player.where({ teams: { some: { name: "x" } } });
  // expected: 'pivot' does not exist in type
  // @ts-expect-error
  await Player.where({ teams: { some: { pivot: { shirt: "1" } } } });
  // expected: Property 'pivot' does not exist
  // @ts-expect-error
  (await player.plainTeams)[0]?.pivot;
  await player.teams.where({}).orderBy({ name: "asc" });
  // expected: arx: a record has no place in an order
  // @ts-expect-error
  await player.teams.where({}).orderBy({ pivot: "asc" });
  // expected: Cannot assign to 'pivot' because it is a read-only property
  // @ts-expect-error
  lazy[0].pivot = null;
}
