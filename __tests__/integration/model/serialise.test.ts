import { inspect } from "node:util";
import { Length } from "class-validator";
import {
  Assignable,
  Column,
  Defaulted,
  HasMany,
  InvalidInputError,
  ManagedObject,
  PrimaryKey,
  RecordInvalidError,
  Relate,
  Serialize,
  Table,
  Transient,
  UpdatedAt,
  Virtual,
} from "arx";
import type { ReadOptions } from "arx";
import { countQueries } from "../../../lib/testing/count-queries";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table()
class Team extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Player, (player) => player.team)
  declare players: HasMany<Player>;
}

@Table()
class Player extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Column({ type: "text", nullable: true, private: true })
  declare secret: string | null;
  @Column({ type: "text", default: "none", omitByDefault: true })
  declare hash: string;
  @Column({ enum: ["admin", "guest"], default: "guest" })
  declare role: "admin" | "guest";
  @Column({ type: "bigint", mode: "bigint", nullable: true })
  declare large: bigint | null;
  @Column({ type: "timestamptz", nullable: true }) declare born: Date | null;
  @Column({ type: "bytea", nullable: true }) declare photo: Buffer | null;
  @Column({ type: "double precision", nullable: true })
  declare score: number | null;
  @Serialize({ input: false }) @Column({ default: 0 }) declare visits: number;
  @Serialize({ output: false })
  @Column({ type: "text", nullable: true })
  declare pin: string | null;
  @Serialize({ name: "nick_name", omitNull: true })
  @Column({ type: "text", nullable: true })
  declare nickName: string | null;
  @UpdatedAt() declare updatedAt: Date;
  @Relate(() => Team) declare team: Relate<Team | null>;
  @Column({ type: "bigint", nullable: true }) declare teamId: number | null;

  @Transient() declare hidden: string;
  declare undecorated: string;
  @Serialize() @Length(2, 5) declare nick: string | null;
  @Serialize({ input: false }) declare outOnly: string;
  @Serialize({ output: false }) declare inOnly: string;
  @Transient() declare said: string[] | undefined;

  @Serialize()
  get initial(): string {
    return this.name.charAt(0);
  }

  @Serialize()
  get upper(): string {
    return this.name.toUpperCase();
  }

  set upper(name: string) {
    this.name = name.toLowerCase();
  }

  @Serialize()
  set shout(text: string) {
    this.hear(`${text}!`);
  }

  @Serialize()
  greeting(): string {
    return `I am ${this.name}`;
  }

  @Serialize({ output: false })
  hear(text: string): void {
    this.said ??= [];
    this.said.push(text);
  }

  declare [Defaulted]?: "hash" | "role" | "visits";
  declare [Assignable]?: "nick" | "inOnly" | "upper" | "shout";
  declare [Virtual]?: "hidden" | "undecorated" | "outOnly" | "said" | "initial";
}

const models = [Team, Player];

describeEachEngine("a record as plain data", (engine) => {
  const opened = useModels(engine, models);

  it("holds the columns that are set, null too, and nothing private", async () => {
    expect(JSON.stringify(new Team())).toBe("{}");
    const born = new Date("2000-01-02T03:04:05.006Z");
    const player = await Player.create({
      name: "ada",
      secret: "hush",
      large: 2n ** 60n,
      born,
      photo: Buffer.from("hi"),
    });
    expect(player.secret).toBe("hush");
    const { updatedAt, ...json } = player.toJSON();
    expect(updatedAt).toBe(player.updatedAt.toISOString());
    expect(json).toEqual({
      id: 1,
      name: "ada",
      role: "guest",
      large: "1152921504606846976",
      born: "2000-01-02T03:04:05.006Z",
      photo: "aGk=",
      score: null,
      visits: 0,
      teamId: null,
      initial: "a",
      upper: "ADA",
      greeting: "I am ada",
    });
    expect(player.asMap()).toEqual(player.toJSON());
    expect(JSON.parse(JSON.stringify(player))).toEqual(player.asMap());
  });

  it("refuses a number that JSON would write as null", async () => {
    const player = await Player.create({ name: "ada", score: Number.NaN });
    expect(() => player.toJSON()).toThrow(
      "Player.score takes a number that JSON can hold, not NaN.",
    );
  });

  it("keeps transient members out of SQL, and in JSON as their flags say", async () => {
    const player = new Player();
    Object.assign(player, {
      name: "ada",
      hidden: "h",
      undecorated: "u",
      nick: null,
      outOnly: "o",
      inOnly: "i",
    });
    const { statements } = await countQueries(() => player.save());
    expect(statements.map(({ text }) => text.split(" values")[0])).toEqual([
      'insert into "public"."players" ("name")',
    ]);
    const json = player.toJSON();
    expect(json["outOnly"]).toBe("o");
    for (const key of [
      "hidden",
      "undecorated",
      "nick",
      "inOnly",
      "pin",
      "nick_name",
      "said",
    ])
      expect(key in json).toBe(false);
    player.nick = "adda";
    player.nickName = "al";
    expect(player.toJSON()).toMatchObject({ nick: "adda", nick_name: "al" });
  });

  it("applies the rules of validators to transient members as well", async () => {
    await expect(Player.create({ name: "ada", nick: "x" })).rejects.toThrow(
      RecordInvalidError,
    );
  });

  it("writes loaded relations, and a record met again as its key", async () => {
    const team = await Team.create({ name: "red" });
    await Player.create({ name: "ada", team });
    const [loaded] = await Team.with({ players: true });
    const json = JSON.parse(JSON.stringify(loaded)) as { players: object[] };
    expect(json).toMatchObject({
      id: 1,
      name: "red",
      players: [{ name: "ada", team: { id: 1 } }],
    });
    expect("secret" in (json.players[0] ?? {})).toBe(false);
  });

  it("is shown by inspect with its class, columns and relations, and nothing private", async () => {
    const team = await Team.create({ name: "red" });
    await Player.create({ name: "ada", secret: "hush", team });
    const [loaded] = await Team.with({ players: true });
    const shown = inspect(loaded, { depth: Infinity });
    expect(shown).toContain("<ref *1> Team {");
    expect(shown).toContain("secret: [FILTERED]");
    expect(shown).toContain("team: [Circular *1]");
    expect(shown).not.toContain("hush");
    expect(inspect(new Player())).toBe("Player {}");
    expect(inspect(Player.prototype)).not.toContain("secret");
    const player = await Player.create({ name: "bob" });
    expect(inspect(player)).toContain("secret: null");
  });

  it("leaves a column out that queries do not name", async () => {
    const { id, hash } = await Player.create({ name: "ada", hash: "h1" });
    expect(hash).toBe("h1");
    const { result: player, statements } = await countQueries(() =>
      Player.find(id),
    );
    expect(statements[0]?.text).not.toContain("hash");
    expect(Object.hasOwn(player, "hash")).toBe(false);
    expect("hash" in player.toJSON()).toBe(false);
    expect(await Player.select("hash")).toEqual([{ hash: "h1" }]);
    expect(await Player.where({ hash: "h1" }).count()).toBe(1);
    player.name = "eve";
    await player.save();
    expect(Object.hasOwn(player, "hash")).toBe(false);
    player.hash = "h2";
    await player.save();
    expect(player.isChanged).toBe(false);
    expect(await Player.select("hash")).toEqual([{ hash: "h2" }]);
    await opened.database.execute("update players set hash = 'h3'");
    expect((await player.reload()).hash).toBe("h3");
    const other = await Player.find(id);
    expect(Object.hasOwn(await other.reload(), "hash")).toBe(false);
    expect((await other.reload({ columns: ["hash"] })).hash).toBe("h3");
    await expect(other.reload({ columns: ["hahs"] })).rejects.toThrow(
      'Player has no column "hahs".',
    );
    const made = await Player.create({ name: "new" });
    expect(Object.hasOwn(made, "hash")).toBe(false);
    const team = await Team.create({ name: "red" });
    await player.update({ team });
    const [loaded] = await Team.with({
      players: { orderBy: { hash: "asc" }, limit: 1 },
    });
    expect(Object.keys(loaded?.players.at(0) ?? {})).not.toContain("hash");
  });

  describe("is read from plain data", () => {
    const problemsOf = (input: unknown, options?: ReadOptions): unknown => {
      const player = new Player();
      try {
        player.read(input, options);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
        // Nothing is assigned when anything is wrong.
        expect(Object.keys(player)).toEqual([]);
        return (error as InvalidInputError).errors.map(
          ({ property, constraint, message }) => [
            property,
            constraint,
            message,
          ],
        );
      }
      return [];
    };

    it("with the values that JSON has no words for", async () => {
      const player = await Player.create({
        name: "ada",
        large: 2n ** 60n,
        born: new Date("2000-01-02T03:04:05.006Z"),
        photo: Buffer.from("hi"),
      });
      const { large, born, photo } = player.asMap();
      const copy = new Player().read({ name: "eve", large, born, photo });
      expect(copy).toMatchObject({
        name: "eve",
        large: player.large,
        born: player.born,
      });
      expect(copy.photo?.equals(Buffer.from("hi"))).toBe(true);
      await copy.save();
      expect(copy.isNew).toBe(false);
    });

    it("listing everything that is wrong", () => {
      expect(
        problemsOf({
          nmae: 1,
          name: 5,
          role: "root",
          secret: "s",
          visits: 1,
          id: 7,
          updatedAt: "x",
          score: null,
          initial: "a",
          born: "later",
        }),
      ).toEqual([
        ["nmae", "unknown", "nmae is no attribute"],
        ["name", "type", "name takes a string, not a number"],
        [
          "role",
          "enum",
          'role takes one of "admin", "guest", not another string',
        ],
        ["secret", "unknown", "secret is no attribute"],
        ["visits", "unknown", "visits is no attribute"],
        ["id", "guarded", "id is not taken"],
        ["updatedAt", "guarded", "updatedAt is not taken"],
        ["initial", "unknown", "initial is no attribute"],
        ["born", "type", "born takes a Date, not a string"],
      ]);
      expect(problemsOf({ name: null })).toEqual([
        ["name", "type", "name takes string, not null"],
      ]);
      expect(
        problemsOf(JSON.parse('{ "__proto__": {}, "constructor": 1 }')),
      ).toEqual([
        ["__proto__", "unknown", "__proto__ is no attribute"],
        ["constructor", "unknown", "constructor is no attribute"],
      ]);
      expect(() => new Player().read([])).toThrow(
        "Player takes an object of attributes, not an array.",
      );
      expect(() => new Team().read({ players: [] })).toThrow(
        "The input for Team has 1 mistake: players is not taken: read the records of Player themselves.",
      );
    });

    it("as the filters say", () => {
      const input = { name: "ada", role: "admin", junk: 1 };
      expect(problemsOf(input, { accept: ["name"] })).toEqual([]);
      expect(
        new Player().read(input, { accept: ["name"] }).role,
      ).toBeUndefined();
      expect(new Player().read(input, { ignore: ["role", "junk"] }).name).toBe(
        "ada",
      );
      expect(problemsOf(input, { reject: ["role"], ignore: ["junk"] })).toEqual(
        [["role", "rejected", "role is not taken"]],
      );
      expect(problemsOf({}, { require: ["name", "role"] })).toEqual([
        ["name", "required", "name must be given"],
        ["role", "required", "role must be given"],
      ]);
      expect(new Player().read({ id: 7 }, { accept: ["id"] }).id).toBe(7);
      expect(() => new Player().read({}, { accept: ["nmae"] })).toThrow(
        'Player.read is to take "nmae", which is no attribute that can be read.',
      );
      expect(() => new Player().read({}, { require: ["secret"] })).toThrow(
        "secret",
      );
    });

    it("with a relation as its key, nested or flat", () => {
      expect(new Player().read({ team: { id: 3 } }).teamId).toBe(3);
      expect(new Player().read({ teamId: 3 }).teamId).toBe(3);
      expect(new Player().read({ team: { id: 3 }, teamId: 3 }).teamId).toBe(3);
      expect(new Player().read({ team: null }).teamId).toBeNull();
      expect(problemsOf({ team: { id: 3 }, teamId: 4 })).toEqual([
        ["teamId", "conflict", "teamId and team.id say different things"],
      ]);
      expect(problemsOf({ team: { name: "x" } })).toEqual([
        ["team.name", "unknown", "team.name is not taken: team takes { id }"],
        ["team.id", "required", "team.id must be given"],
      ]);
      expect(problemsOf({ team: 3 })).toEqual([
        ["team", "type", "team takes { id }, not a number"],
      ]);
    });

    it("through setters and methods, after the columns", () => {
      const player = new Player().read({
        shout: "hey",
        hear: "you",
        upper: "BOB",
        name: "ada",
        nick: "bb",
        inOnly: "i",
        nick_name: "n",
      });
      expect(player).toMatchObject({
        name: "bob",
        nick: "bb",
        inOnly: "i",
        nickName: "n",
      });
      expect(player.said).toEqual(["hey!", "you"]);
      expect(player.changes).toEqual({
        name: [undefined, "bob"],
        nickName: [undefined, "n"],
      });
    });
  });
});
