import {
  BeforeSave,
  Column,
  CreatedAt,
  Defaulted,
  HasMany,
  ManagedObject,
  ManyToMany,
  Polymorphic,
  PrimaryKey,
  Relate,
  SoftDelete,
  Table,
  Unique,
  UpdatedAt,
  Version,
} from "arx";

/** Owners of sets of every kind: some whose links are unique, softly deleted or neither. */
@Table("set_users")
export class User extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Post, (post) => post.author) declare posts: HasMany<Post>;
  @HasMany(() => Remark, (remark) => remark.subject)
  declare remarks: HasMany<Remark>;
  @HasMany(() => Badge, (badge) => badge.user) declare badges: HasMany<Badge>;
  @ManyToMany(() => Role, { through: () => UserRole })
  declare roles: ManyToMany<Role>;
  @ManyToMany(() => Role, { through: () => LooseLink })
  declare looseRoles: ManyToMany<Role>;
  @ManyToMany(() => Role, { through: () => SoftLink })
  declare softRoles: ManyToMany<Role>;
  @ManyToMany(() => Role, { through: () => KeyedLink })
  declare keyedRoles: ManyToMany<Role>;
}

@Table("set_roles")
export class Role extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @ManyToMany(() => User, { through: () => UserRole })
  declare users: ManyToMany<User>;
  @ManyToMany(() => User, { through: () => LooseLink })
  declare looseUsers: ManyToMany<User>;
}

/** A pair is one row, by a unique constraint; what the client makes is made for each. */
@Table("set_user_roles")
@Unique(["user", "role"])
export class UserRole extends ManagedObject {
  declare [Defaulted]?: "rank";
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Relate(() => User, { required: true }) declare user: Relate<User>;
  @Relate(() => Role, { required: true }) declare role: Relate<Role>;
  @Column({ type: "integer", nullable: true }) declare assignedBy:
    number | null;
  @Column({ type: "integer", default: 5 }) declare rank: number;
  @CreatedAt() declare createdAt: Date;
  @UpdatedAt() declare updatedAt: Date;
}

/** Nothing in the database keeps a pair from coming twice. */
@Table("set_loose_links")
export class LooseLink extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => User, { required: true }) declare user: Relate<User>;
  @Relate(() => Role, { required: true }) declare role: Relate<Role>;
  @Column({ type: "text", nullable: true }) declare note: string | null;
}

/** A pair that was deleted may be there again, in a row of its own. */
@Table("set_soft_links")
@Unique(["user", "role"])
export class SoftLink extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => User, { required: true }) declare user: Relate<User>;
  @Relate(() => Role, { required: true }) declare role: Relate<Role>;
  @Column({ type: "text", nullable: true }) declare note: string | null;
  @SoftDelete() declare deletedAt: Date | null;
}

/** The pair is the key, of deleted rows as well. */
@Table("set_keyed_links")
export class KeyedLink extends ManagedObject {
  @PrimaryKey({ default: "none" }) declare userId: number;
  @PrimaryKey({ default: "none" }) declare roleId: number;
  @Relate(() => User, { required: true }) declare user: Relate<User>;
  @Relate(() => Role, { required: true }) declare role: Relate<Role>;
  @Column({ type: "text", nullable: true }) declare note: string | null;
  @Version() declare version: number;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table("set_posts")
export class Post extends ManagedObject {
  declare [Defaulted]?: "version";
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => User) declare author: Relate<User | null>;
  @Column({ type: "bigint", nullable: true }) declare authorId: number | null;
  @Version() declare version: number;
  @BeforeSave() refuseSpam(): void {
    if (this.title === "spam") throw new Error("no spam");
  }
}

@Table("set_remarks")
export class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
  @Polymorphic({ user: () => User, role: () => Role })
  declare subject: Polymorphic<{ user: User; role: Role } | null>;
}

/** Cannot be without its owner. */
@Table("set_badges")
export class Badge extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => User, { required: true }) declare user: Relate<User>;
}

/** Its key has two columns, and a link refers to another column of it. */
@Table("set_teams")
export class Team extends ManagedObject {
  @PrimaryKey({ type: "varchar" }) declare country: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @Column({ unique: true }) declare name: string;
  @ManyToMany(() => Team, {
    through: () => Match,
    near: (match) => match.home,
    far: (match) => match.guest,
  })
  declare guests: ManyToMany<Team>;
  @ManyToMany(() => Cup, { through: () => CupTeam })
  declare cups: ManyToMany<Cup>;
}

@Table("set_matches")
@Unique(["home", "guest"])
export class Match extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Team, { required: true }) declare home: Relate<Team>;
  @Relate(() => Team, { required: true }) declare guest: Relate<Team>;
}

@Table("set_cups")
export class Cup extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "varchar", length: 8, unique: true }) declare code: string;
  @ManyToMany(() => Team, { through: () => CupTeam })
  declare teams: ManyToMany<Team>;
}

@Table("set_cup_teams")
export class CupTeam extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Cup, { required: true, references: "code" })
  declare cup: Relate<Cup>;
  @Relate(() => Team, { required: true }) declare team: Relate<Team>;
}

export const setModels = [
  User,
  Role,
  UserRole,
  LooseLink,
  SoftLink,
  KeyedLink,
  Post,
  Remark,
  Badge,
  Team,
  Match,
  Cup,
  CupTeam,
];
