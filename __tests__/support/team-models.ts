import {
  AfterFind,
  Column,
  HasMany,
  HasOne,
  ManagedObject,
  Polymorphic,
  PrimaryKey,
  Relate,
  Table,
} from "arx";

/** What records were told that they were found, in the order in which they were. */
export const seen: string[] = [];

@Table("jl_teams")
export class Team extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Player, (player) => player.team)
  declare players: HasMany<Player>;
  @HasOne(() => Player, (player) => player.leads)
  declare leader: HasOne<Player>;
  @HasMany(() => Note, (note) => note.subject) declare notes: HasMany<Note>;

  @AfterFind() note(): void {
    seen.push(this.name);
  }
}

@Table("jl_players")
export class Player extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "char", length: 3 }) declare code: string;
  @Column() declare active: boolean;
  @Relate(() => Team, { required: true }) declare team: Relate<Team>;
  @Relate(() => Team) declare leads: Relate<Team | null>;
  @Relate(() => Player) declare rival: Relate<Player | null>;

  @AfterFind() note(): void {
    seen.push(this.code);
  }
}

@Table("jl_notes")
export class Note extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
  @Polymorphic({ team: () => Team, player: () => Player })
  declare subject: Polymorphic<{ team: Team; player: Player } | null>;
}

export const teamModels = [Team, Player, Note];

/** A team of two, one of which leads it and is the rival of everybody else; a team of one; a team of none. */
export async function fillTeams(): Promise<void> {
  const [red, blue] = [
    await Team.create({ name: "Red" }),
    await Team.create({ name: "Blue" }),
  ];
  await Team.create({ name: "None" });
  const ann = await Player.create({
    code: "a",
    active: true,
    team: red,
    leads: red,
  });
  await Player.create({ code: "b", active: false, team: red, rival: ann });
  await Player.create({ code: "c", active: true, team: blue, rival: ann });
  await Note.create({ text: "of red", subject: red });
  await Note.create({ text: "of ann", subject: ann });
  seen.length = 0;
}
