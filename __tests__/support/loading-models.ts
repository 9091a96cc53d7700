import {
  Ancestors,
  Column,
  Descendants,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  sql,
  Table,
} from "arx";

type Grade = "novice" | "adept";

/** Values that JSON has no form for, or another one than PostgreSQL. */
abstract class Valued extends ManagedObject {
  @PrimaryKey({ type: "bigint", mode: "bigint" }) declare id: bigint;
  @Column({ type: "integer" }) declare rank: number;
  @Column() declare title: string;
  @Column({ type: "bigint", mode: "string" }) declare serial: string;
  @Column({ type: "bigint", mode: "bigint" }) declare large: bigint;
  @Column({ type: "numeric", precision: 30, scale: 10 }) declare amount: string;
  @Column({ type: "double precision" }) declare ratio: number;
  @Column({ type: "bytea" }) declare seal: Buffer;
  @Column({ type: "timestamptz" }) declare seenAt: Date;
  @Column({ type: "char", length: 4 }) declare code: string;
  @Column() declare active: boolean;
  @Column({ type: "text[]" }) declare tags: string[];
  @Column({ type: "text", enum: ["novice", "adept"] }) declare grade: Grade;
  @Column({ type: "jsonb", nullable: true }) declare notes: object | null;
  @Column({ type: "json", nullable: true }) declare raw: object | null;
}

@Table("lm_guilds")
export class Guild extends Valued {
  @HasMany(() => Hero, (hero) => hero.guild) declare heroes: HasMany<Hero>;
  @HasOne(() => Charter, (charter) => charter.guild)
  declare charter: HasOne<Charter>;
  @HasOne(() => Hero, (hero) => hero.guild, { latestOfMany: "rank" })
  declare newest: HasOne<Hero>;
  @HasMany(() => Skill, { through: "heroes", source: "skills" })
  declare skills: HasMany<Skill>;
}

@Table("lm_charters")
export class Charter extends Valued {
  @Relate(() => Guild, { required: true }) declare guild: Relate<Guild>;
  @Column({ type: "bigint", mode: "bigint" }) declare guildId: bigint;
}

@Table("lm_heroes")
export class Hero extends Valued {
  @Relate(() => Guild) declare guild: Relate<Guild | null>;
  @Column({ type: "bigint", mode: "bigint", nullable: true })
  declare guildId: bigint | null;
  @Relate(() => Hero) declare mentor: Relate<Hero | null>;
  @Column({ type: "bigint", mode: "bigint", nullable: true })
  declare mentorId: bigint | null;
  @HasMany(() => Hero, (hero) => hero.mentor) declare pupils: HasMany<Hero>;
  @Ancestors(() => Hero, (hero) => hero.mentor)
  declare mentors: Ancestors<Hero>;
  @Descendants(() => Hero, (hero) => hero.mentor)
  declare school: Descendants<Hero>;
  @ManyToMany(() => Skill, { through: () => HeroSkill })
  declare skills: ManyToMany<Skill>;
  @ManyToMany(() => Skill, { through: () => HeroSkill, pivot: true })
  declare learnt: ManyToMany<Skill, HeroSkill>;
}

@Table("lm_skills")
export class Skill extends Valued {
  @ManyToMany(() => Hero, { through: () => HeroSkill })
  declare heroes: ManyToMany<Hero>;
}

@Table("lm_hero_skills")
export class HeroSkill extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Hero, { required: true }) declare hero: Relate<Hero>;
  @Column({ type: "bigint", mode: "bigint" }) declare heroId: bigint;
  @Relate(() => Skill, { required: true }) declare skill: Relate<Skill>;
  @Column({ type: "bigint", mode: "bigint" }) declare skillId: bigint;
}

export const loadingModels = [Guild, Charter, Hero, Skill, HeroSkill];

/** Keys that a JavaScript number cannot hold. */
const firstKey = 9_007_199_254_740_993n;

/** A row with values of its own; the number says which. */
function valued(number: number) {
  const texts = ['quo"te', "back\\slash", "[{null}]", "", "ä😀\n\t\u2028"];
  const grade: Grade = number % 2 === 0 ? "novice" : "adept";
  return {
    id: firstKey + BigInt(number),
    rank: number,
    title: texts[number % texts.length] ?? "",
    serial: String(firstKey * 7n + BigInt(number)),
    large: -firstKey - BigInt(number),
    amount: `${String(number)}2345678901234567.0123456789`,
    ratio: [Number.NaN, Infinity, 0.1 + 0.2, -0, 5e-324][number % 5] ?? 0,
    seal: Buffer.from([0, number, 0x5c, 255]),
    seenAt: new Date(Date.UTC(2024, 1, 29, 23, 59, 59, 100 + number)),
    code: `c${String(number)}`,
    active: number % 2 === 0,
    tags: [`a,${String(number)}`, '{"b"}', "null"],
    grade,
    notes: number % 3 === 0 ? null : { a: [1, null, '"'], n: 1e21 },
    raw: number % 3 === 1 ? null : { z: 1, a: "\\" },
  };
}

/** Three guilds, the last without heroes; heroes with and without guild, mentor and skills. */
export async function fillGuilds(): Promise<void> {
  const key = (number: number) => firstKey + BigInt(number);
  await Guild.insertAll([1, 2, 3].map(valued));
  await Charter.insertAll([
    { ...valued(1), guildId: key(1) },
    { ...valued(2), guildId: key(3) },
  ]);
  await Hero.insertAll([
    { ...valued(1), guildId: key(1), mentorId: null },
    { ...valued(2), guildId: key(1), mentorId: key(1) },
    { ...valued(3), guildId: key(2), mentorId: key(1) },
    { ...valued(4), guildId: key(1), mentorId: key(2) },
    { ...valued(5), guildId: null, mentorId: key(2) },
  ]);
  await Skill.insertAll([1, 2, 3].map(valued));
  const links = [
    [1, 1],
    [1, 2],
    [2, 2],
    [4, 2],
    [4, 1],
  ] as const;
  await HeroSkill.insertAll(
    links.map(([hero, skill]) => ({ heroId: key(hero), skillId: key(skill) })),
  );
  // Finer than a Date can say.
  await sql`update ${Hero} set seen_at = seen_at + '123 microseconds'::interval`;
}
