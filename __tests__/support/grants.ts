import {
  Column,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Relate,
  SoftDelete,
  Table,
} from "arx";

/** Members have roles; who gave a role, and when, is said by the record that links the two. */
@Table()
export class Member extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @ManyToMany(() => Role, {
    through: () => Grant,
    near: (grant) => grant.member,
    pivot: true,
  })
  declare roles: ManyToMany<Role, Grant>;
  /** The same without what links them: one record for all that have the role. */
  @ManyToMany(() => Role, { through: () => Grant, near: "member" })
  declare plainRoles: ManyToMany<Role>;
}

@Table()
export class Role extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @ManyToMany(() => Permission, { through: () => RolePermission })
  declare permissions: ManyToMany<Permission>;
  @ManyToMany(() => Member, {
    through: () => Grant,
    far: (grant) => grant.member,
    pivot: true,
  })
  declare members: ManyToMany<Member, Grant>;
}

@Table()
export class Grant extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Member, { required: true }) declare member: Relate<Member>;
  @Relate(() => Role, { required: true }) declare role: Relate<Role>;
  @Relate(() => Member) declare assigner: Relate<Member | null>;
  @Column({ type: "timestamptz" }) declare assignedAt: Date;
  @Column({ private: true, default: "" }) declare note: string;
  @SoftDelete() declare revokedAt: Date | null;
}

@Table()
export class Permission extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare code: string;
}

@Table()
class RolePermission extends ManagedObject {
  @PrimaryKey() declare roleId: number;
  @PrimaryKey() declare permissionId: number;
  @Relate(() => Role, { required: true }) declare role: Relate<Role>;
  @Relate(() => Permission, { required: true })
  declare permission: Relate<Permission>;
}

export const grantModels = [Member, Role, Grant, Permission, RolePermission];

/** When a role was given. */
export const may = new Date("2026-05-01T10:00:00.000Z");
export const june = new Date("2026-06-01T10:00:00.000Z");

/** Ada gave herself the role of an editor in May, and in June Bob that and the role of an admin. */
export async function fillGrants(): Promise<{
  readonly ada: Member;
  readonly bob: Member;
}> {
  const ada = await Member.create({ name: "Ada" });
  const bob = await Member.create({ name: "Bob" });
  const editor = await Role.create({ name: "editor" });
  const admin = await Role.create({ name: "admin" });
  const grants = [
    { member: ada, role: editor, assigner: ada, assignedAt: may },
    { member: bob, role: editor, assigner: ada, assignedAt: june },
    { member: bob, role: admin, assigner: ada, assignedAt: june },
  ];
  for (const grant of grants) await Grant.create({ ...grant, note: "" });
  for (const code of ["read", "write"]) {
    const permission = await Permission.create({ code });
    await RolePermission.create({ role: editor, permission });
    if (code === "read")
      await RolePermission.create({ role: admin, permission });
  }
  return { ada, bob };
}
