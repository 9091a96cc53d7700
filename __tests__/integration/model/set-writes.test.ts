import { sql } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  KeyedLink,
  LooseLink,
  Role,
  setModels,
  SoftLink,
  User,
  UserRole,
} from "../../support/set-models";
import { useModels } from "../../support/use-models";

describeEachEngine("the set of a many-to-many", (engine) => {
  const models = useModels(engine, setModels);
  let ada: User;
  let admin: Role;
  let editor: Role;

  beforeEach(async () => {
    ada = await User.create({ name: "Ada" });
    admin = await Role.create({ name: "admin" });
    editor = await Role.create({ name: "editor" });
  });

  const namesOf = async (user: User): Promise<string[]> =>
    (await User.find(user.id, { with: { roles: true } })).roles
      .map(({ name }) => name)
      .sort();

  test("takes records and keys, all in one statement, each once", async () => {
    const { result, statements } = await countQueries(() =>
      ada.roles.add([admin, editor.id, admin.id, admin]),
    );
    expect(result).toBe(2);
    expect(statements.map(({ text }) => text)).toEqual([
      'insert into "public"."set_user_roles" ("user_id", "role_id", "id") select $1, "arx_given"."role_id", "arx_given"."id" from unnest($2::bigint[], $3::uuid[]) as "arx_given"("role_id", "id") where not exists (select from "public"."set_user_roles" as "arx_links" where "arx_links"."user_id" = $4 and "arx_links"."role_id" = "arx_given"."role_id") on conflict ("user_id", "role_id") do nothing',
    ]);
    expect(await namesOf(ada)).toEqual(["admin", "editor"]);
    const links = await UserRole.all();
    expect(new Set(links.map(({ id }) => id)).size).toBe(2);
    expect(links.map(({ rank }) => rank)).toEqual([5, 5]);
    expect(links[0]?.createdAt).toBeInstanceOf(Date);
  });

  test("has a record once, however often it is added", async () => {
    expect(await ada.roles.add(admin)).toBe(1);
    expect(await ada.roles.add(admin)).toBe(0);
    expect(await admin.users.add(ada)).toBe(0);
    expect(await ada.looseRoles.add([admin])).toBe(1);
    expect(await ada.looseRoles.add([admin, editor])).toBe(1);
    expect(await admin.looseUsers.add(ada.id)).toBe(0);
    expect([await UserRole.count(), await LooseLink.count()]).toEqual([1, 2]);
  });

  test("has it once also where several add it at once, from either side", async () => {
    const attempts = [1, 2, 3, 4].flatMap(() => [
      ada.roles.add([admin, editor]),
      ada.roles.add([editor, admin]),
      admin.users.add(ada),
      ada.looseRoles.add([editor, admin]),
      admin.looseUsers.add(ada),
      editor.looseUsers.add([ada]),
      ada.keyedRoles.add(admin),
      ada.softRoles.add(admin),
    ]);
    await Promise.all(attempts);
    expect([
      await UserRole.count(),
      await LooseLink.count(),
      await KeyedLink.count(),
      await SoftLink.count(),
    ]).toEqual([2, 2, 1, 1]);
  });

  test("inserts records that are new, in one transaction with their links", async () => {
    const guest = Object.assign(new Role(), { name: "guest" });
    expect(await ada.roles.add([guest, admin])).toBe(2);
    expect(guest.isNew).toBe(false);
    const bad = Object.assign(new Role(), { name: "bad" });
    await expect(ada.roles.add([bad, 999])).rejects.toThrow();
    expect(bad.isNew).toBe(true);
    expect(await namesOf(ada)).toEqual(["admin", "guest"]);
  });

  test("writes what is given for the join model, and over it of links that are there", async () => {
    const pivot = { assignedBy: 1 };
    expect(await ada.roles.add(admin, { pivot })).toBe(1);
    const { result, statements } = await countQueries(() =>
      ada.roles.add([admin, editor], {
        pivot: { assignedBy: 2, rank: sql`3` },
      }),
    );
    expect(result).toBe(1);
    expect(statements.map(({ text }) => text)).toEqual([
      'insert into "public"."set_user_roles" ("user_id", "role_id", "assigned_by", "rank", "id") select $1, "arx_given"."role_id", $2, 3, "arx_given"."id" from unnest($3::bigint[], $4::uuid[]) as "arx_given"("role_id", "id") on conflict ("user_id", "role_id") do update set "assigned_by" = excluded."assigned_by", "rank" = excluded."rank", "updated_at" = excluded."updated_at" returning (xmax = 0) as inserted',
    ]);
    const links = await UserRole.orderBy({ role: { id: "asc" } });
    expect(links.map(({ assignedBy, rank }) => [assignedBy, rank])).toEqual([
      [2, 3],
      [2, 3],
    ]);
    await ada.looseRoles.add(admin, { pivot: { note: "a" } });
    await ada.looseRoles.add([admin, editor], { pivot: { note: "b" } });
    await ada.looseRoles.add(admin, { pivot: { note: undefined } });
    expect(await LooseLink.pluck("note")).toEqual(["b", "b"]);
  });

  test("loses records, which stay themselves", async () => {
    await ada.roles.add([admin, editor]);
    const { result, statements } = await countQueries(() =>
      ada.roles.remove([admin, 999]),
    );
    expect(result).toBe(1);
    expect(statements.map(({ text }) => text)).toEqual([
      'delete from "public"."set_user_roles" where "set_user_roles"."user_id" = $1 and "set_user_roles"."role_id" = any($2)',
    ]);
    expect(await namesOf(ada)).toEqual(["editor"]);
    expect([await ada.roles.remove([]), await ada.roles.add([])]).toEqual([
      0, 0,
    ]);
    expect(await ada.roles.clear()).toBe(1);
    expect(await Role.count()).toBe(2);
  });

  test("is replaced by writing the difference, in one transaction", async () => {
    const guest = await Role.create({ name: "guest" });
    await ada.roles.add([admin, editor]);
    const [kept] = await UserRole.where({ role: editor });
    const changes = await ada.roles.set([editor, guest]);
    expect(changes).toEqual({ added: 1, removed: 1, updated: 0 });
    expect(await namesOf(ada)).toEqual(["editor", "guest"]);
    expect((await UserRole.where({ role: editor }))[0]?.id).toBe(kept?.id);
    expect(
      await ada.roles.set([editor, admin], { pivot: { rank: 1 } }),
    ).toEqual({ added: 1, removed: 1, updated: 1 });
    expect(await ada.roles.set([])).toEqual({
      added: 0,
      removed: 2,
      updated: 0,
    });
  });

  test("is what one of two said who replace it at once", async () => {
    const guest = await Role.create({ name: "guest" });
    await ada.roles.add(editor);
    await Promise.all([
      ada.roles.set([admin, editor]),
      ada.roles.set([editor, guest]),
    ]);
    expect([
      ["admin", "editor"],
      ["editor", "guest"],
    ]).toContainEqual(await namesOf(ada));
  });

  test("deletes links softly, and links again what was deleted so", async () => {
    await ada.softRoles.add(admin, { pivot: { note: "first" } });
    expect(await ada.softRoles.remove(admin)).toBe(1);
    expect(await ada.softRoles.count()).toBe(0);
    expect(await ada.softRoles.add(admin)).toBe(1);
    expect(
      await SoftLink.withDeleted().orderBy({ id: "asc" }).pluck("note"),
    ).toEqual(["first", null]);
    await ada.keyedRoles.add([admin, editor], { pivot: { note: "first" } });
    expect(await ada.keyedRoles.clear()).toBe(2);
    expect(await ada.keyedRoles.add(admin)).toBe(1);
    expect(await ada.keyedRoles.add(editor, { pivot: { note: "again" } })).toBe(
      1,
    );
    const links = await KeyedLink.orderBy({ roleId: "asc" });
    expect(links.map(({ note, version }) => [note, version])).toEqual([
      ["first", 3],
      ["again", 3],
    ]);
  });

  test("creates records with their links", async () => {
    const role = await ada.roles.create(
      { name: "guest" },
      { pivot: { assignedBy: 7 } },
    );
    expect(role).toBeInstanceOf(Role);
    expect(role.isNew).toBe(false);
    expect(await UserRole.pluck("assignedBy")).toEqual([7]);
    await expect(
      ada.roles.create({ name: "no" }, { pivot: { assignedBy: "x" } }),
    ).rejects.toThrow("UserRole.assignedBy takes");
    expect(await Role.where({ name: "no" }).count()).toBe(0);
  });

  test("holds what it links in a transaction that is rolled back", async () => {
    const loaded = await User.find(ada.id, { with: { roles: true } });
    await loaded.roles.add(admin);
    const attempt = models.database.transaction(async () => {
      await loaded.roles.add(editor);
      await loaded.roles.remove(admin);
      expect(loaded.roles.map(({ name }) => name)).toEqual(["editor"]);
      throw new Error("back");
    });
    await expect(attempt).rejects.toThrow("back");
    expect(loaded.roles.map(({ name }) => name)).toEqual(["admin"]);
    expect(await namesOf(ada)).toEqual(["admin"]);
  });

  test("shows at once what was written, once it is loaded", async () => {
    const loaded = await User.find(ada.id, { with: { roles: true } });
    const { count } = await countQueries(async () => {
      await loaded.roles.add(admin);
      await loaded.roles.add(admin);
      await loaded.roles.create({ name: "guest" });
    });
    expect(count).toBe(4);
    expect(loaded.roles.at(0)).toBe(admin);
    expect(loaded.roles.map(({ name }) => name)).toEqual(["admin", "guest"]);
    // Of a key the record is read.
    await loaded.roles.add(editor.id);
    expect(loaded.roles.at(2)?.name).toBe("editor");
    await loaded.roles.set([editor, admin]);
    expect(loaded.roles.map(({ name }) => name).sort()).toEqual([
      "admin",
      "editor",
    ]);
    await loaded.roles.clear();
    expect(loaded.roles).toHaveLength(0);
  });

  test("shows it on the other side as well, where that is loaded", async () => {
    const { users } = await admin.load({ users: true });
    const { roles } = await ada.load({ roles: true });
    const { count } = await countQueries(async () => {
      await roles.add([admin, editor]);
      expect(users.toArray()).toEqual([ada]);
      await roles.set([editor]);
      expect(users).toHaveLength(0);
      await users.add(ada);
      expect(roles.toArray()).toEqual([editor, admin]);
      await users.clear();
      expect(roles.toArray()).toEqual([editor]);
    });
    expect(count).toBe(6);
  });
});
