import {
  Column,
  Discriminator,
  Generated,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  Polymorphic,
  PrimaryKey,
  Relate,
  Subtype,
  Table,
} from "arx";

@Table("sl_firms")
export class Firm extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Team, "firm") declare teams: HasMany<Team>;
  @HasOne(() => Office, "firm") declare office: HasOne<Office>;
}

@Table("sl_offices")
export class Office extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Firm, { required: true }) declare firm: Relate<Firm>;
}

@Table("sl_teams")
export class Team extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Firm, { required: true }) declare firm: Relate<Firm>;
  @HasMany(() => Member, "team") declare members: HasMany<Member>;
}

@Table("sl_members")
export class Member extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Team) declare team: Relate<Team | null>;
  @ManyToMany(() => Skill, { through: () => MemberSkill })
  declare skills: ManyToMany<Skill>;
}

@Table("sl_skills")
export class Skill extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
}

@Table("sl_member_skills")
class MemberSkill extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Member, { required: true }) declare member: Relate<Member>;
  @Relate(() => Skill, { required: true }) declare skill: Relate<Skill>;
}

/** Strict itself, but not in its author. */
@Table({ name: "sl_posts", strictLoading: true })
export class Post extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Member, { required: true, strictLoading: false })
  declare author: Relate<Member>;
  @Relate(() => Skill) declare topic: Relate<Skill | null>;
  @Polymorphic({ team: () => Team, firm: () => Firm })
  declare subject: Polymorphic<{ team: Team; firm: Firm } | null>;
  @HasMany(() => Reply, "post") declare replies: HasMany<Reply>;
}

/** Strict in its relations only. */
@Table("sl_replies")
export class Reply extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Post, { required: true, strictLoading: true })
  declare post: Relate<Post>;
  @Relate(() => Skill) declare topic: Relate<Skill | null>;
  @Polymorphic({ team: () => Team }, { strictLoading: true })
  declare subject: Polymorphic<{ team: Team } | null>;
  @ManyToMany(() => Skill, {
    through: () => ReplySkill,
    strictLoading: "nPlusOneOnly",
  })
  declare skills: ManyToMany<Skill>;
  @HasMany(() => ReplySkill, "reply", { strictLoading: true })
  declare links: HasMany<ReplySkill>;
  @HasOne(() => Receipt, "reply", { strictLoading: true })
  declare receipt: HasOne<Receipt>;
}

@Table("sl_receipts")
export class Receipt extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Reply, { required: true }) declare reply: Relate<Reply>;
}

@Table("sl_reply_skills")
export class ReplySkill extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Reply, { required: true }) declare reply: Relate<Reply>;
  @Relate(() => Skill, { required: true }) declare skill: Relate<Skill>;
}

@Table({ name: "sl_machines", strictLoading: true })
export abstract class Machine extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Discriminator() declare readonly kind: string;
  declare [Generated]?: "kind";
  @Relate(() => Firm) declare firm: Relate<Firm | null>;
}

@Subtype()
export class Crane extends Machine {}

export const strictModels = [
  Firm,
  Office,
  Team,
  Member,
  Skill,
  MemberSkill,
  Post,
  Reply,
  Receipt,
  ReplySkill,
  Machine,
  Crane,
];

/** One firm with two teams of two members each, who have one skill. */
export async function fillStrictModels(): Promise<void> {
  const firm = await Firm.create({ name: "Acme" });
  await Office.create({ firm });
  const skill = await Skill.create({ name: "chess" });
  for (const name of ["red", "blue"]) {
    const team = await Team.create({ name, firm });
    for (const number of [1, 2]) {
      const member = await Member.create({
        name: `${name} ${String(number)}`,
        team,
      });
      await MemberSkill.create({ member, skill });
    }
  }
  const author = await Member.find(1);
  const team = await Team.find(1);
  const post = await Post.create({ author, topic: skill, subject: team });
  for (const topic of [skill, skill]) {
    const reply = await Reply.create({ post, topic, subject: team });
    await ReplySkill.create({ reply, skill });
    await Receipt.create({ reply });
  }
  await Crane.create({ firm });
}
