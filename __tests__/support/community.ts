import {
  Ancestors,
  Column,
  CreatedAt,
  Descendants,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  SoftDelete,
  Table,
  Unique,
} from "arx";

/** Members with a profile, what they wrote, what others said about it, and what they may do. */

@Table("users")
export class Member extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare username: string;
  @CreatedAt() declare createdAt: Date;
  @HasOne(() => Profile, (profile) => profile.user)
  declare profile: HasOne<Profile>;
  @HasMany(() => Post, (post) => post.author, { orderBy: { id: "desc" } })
  declare posts: HasMany<Post>;
  @HasMany(() => Comment, (comment) => comment.user)
  declare comments: HasMany<Comment>;
  @HasMany(() => Comment, { through: "posts", source: "comments" })
  declare received: HasMany<Comment>;
  @ManyToMany(() => Role, {
    through: () => UserRole,
    near: (link) => link.user,
    pivot: true,
  })
  declare roles: ManyToMany<Role, UserRole>;
}

@Table("user_profiles")
export class Profile extends ManagedObject {
  @PrimaryKey() declare id: number;
  @CreatedAt() declare createdAt: Date;
  @Column() declare firstName: string;
  @Relate(() => Member, { required: true, onDelete: "cascade" })
  declare user: Relate<Member>;
}

@Table("posts")
export class Post extends ManagedObject {
  @PrimaryKey() declare id: number;
  @CreatedAt() declare createdAt: Date;
  @Column() declare title: string;
  @Column({ type: "integer" }) declare likes: number;
  @Relate(() => Member, { required: true }) declare author: Relate<Member>;
  @HasMany(() => Comment, (comment) => comment.post)
  declare comments: HasMany<Comment>;
}

@Table("comments")
export class Comment extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare content: string;
  @SoftDelete() declare deletedAt: Date | null;
  @Relate(() => Post, { required: true }) declare post: Relate<Post>;
  @Relate(() => Member, { required: true }) declare user: Relate<Member>;
  @Relate(() => Comment) declare parent: Relate<Comment | null>;
  @HasMany(() => Comment, (comment) => comment.parent)
  declare replies: HasMany<Comment>;
  @Ancestors(() => Comment, (comment) => comment.parent)
  declare ancestors: Ancestors<Comment>;
  @Descendants(() => Comment, (comment) => comment.parent)
  declare descendants: Descendants<Comment>;
}

@Table("roles")
export class Role extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare name: string;
  @ManyToMany(() => Permission, { through: () => RolePermission })
  declare permissions: ManyToMany<Permission>;
}

@Table("permissions")
export class Permission extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare name: string;
}

@Table("user_roles")
@Unique(["user", "role"])
export class UserRole extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "timestamptz" }) declare assignedAt: Date;
  @Relate(() => Member, { required: true }) declare user: Relate<Member>;
  @Relate(() => Member) declare assignedBy: Relate<Member | null>;
  @Relate(() => Role, { required: true }) declare role: Relate<Role>;
}

@Table("role_permissions")
@Unique(["role", "permission"])
class RolePermission extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Role, { required: true }) declare role: Relate<Role>;
  @Relate(() => Permission, { required: true })
  declare permission: Relate<Permission>;
}

export const community = [
  Comment,
  Member,
  Permission,
  Post,
  Profile,
  Role,
  RolePermission,
  UserRole,
];

export const assignedAt = new Date("2026-03-01T09:30:00.000Z");

/** Two members: Ann with two posts, a thread under the first of them and two roles; Bob with comments alone. */
export async function fillCommunity(): Promise<void> {
  const ann = await Member.create({ username: "ann" });
  const bob = await Member.create({ username: "bob" });
  await Profile.create({ firstName: "Ann", user: ann });
  const first = await Post.create({ title: "First", likes: 3, author: ann });
  await Post.create({ title: "Second", likes: 4, author: ann });
  const top = await Comment.create({
    content: "top",
    post: first,
    user: bob,
  });
  const reply = await Comment.create({
    content: "reply",
    post: first,
    user: ann,
    parent: top,
  });
  await Comment.create({
    content: "answer",
    post: first,
    user: bob,
    parent: reply,
  });
  const editor = await Role.create({ name: "editor" });
  const reader = await Role.create({ name: "reader" });
  const read = await Permission.create({ name: "read" });
  const write = await Permission.create({ name: "write" });
  await RolePermission.insertAll([
    { role: editor, permission: read },
    { role: editor, permission: write },
    { role: reader, permission: read },
  ]);
  await UserRole.insertAll([
    { user: ann, role: editor, assignedAt, assignedBy: bob },
    { user: ann, role: reader, assignedAt, assignedBy: null },
    { user: bob, role: reader, assignedAt, assignedBy: ann },
  ]);
}
