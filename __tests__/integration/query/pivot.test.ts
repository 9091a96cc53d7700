import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  fillGrants,
  Grant,
  grantModels,
  june,
  may,
  Member,
  Role,
} from "../../support/grants";
import { useModels } from "../../support/use-models";

describeEachEngine("a many-to-many that tells its pivot", (engine) => {
  useModels(engine, grantModels);

  test("gives each record beside the record that links it, and what is loaded below", async () => {
    await fillGrants();
    const { statements, result } = await countQueries(() =>
      Member.orderBy({ id: "asc" }).with(
        { roles: { orderBy: { id: "asc" }, with: { permissions: true } } },
        { strategy: "split" },
      ),
    );
    expect(
      result.map(({ name, roles }) => [
        name,
        roles.map((role) => [
          role.name,
          role.pivot.assignedAt,
          role.permissions.map(({ code }) => code).sort(),
        ]),
      ]),
    ).toEqual([
      ["Ada", [["editor", may, ["read", "write"]]]],
      [
        "Bob",
        [
          ["editor", june, ["read", "write"]],
          ["admin", june, ["read"]],
        ],
      ],
    ]);
    expect(statements).toHaveLength(3);
    expect(statements[1]?.text).toBe(
      `select "roles"."id", "roles"."name", "arx_links"."id", "arx_links"."member_id", "arx_links"."role_id", "arx_links"."assigner_id", "arx_links"."assigned_at", "arx_links"."note", "arx_links"."revoked_at", "arx_links"."member_id" from "public"."roles" inner join "public"."grants" as "arx_links" on "roles"."id" = "arx_links"."role_id" where "arx_links"."member_id" = any($1) and "arx_links"."revoked_at" is null order by "roles"."id"`,
    );
  });

  test("gives the link as a record of the join model, which knows both sides and can be saved", async () => {
    const { bob } = await fillGrants();
    const { roles } = await bob.load({ roles: { orderBy: { id: "asc" } } });
    const editor = roles.at(0) as typeof roles extends Iterable<infer R>
      ? R
      : never;
    expect(editor.pivot).toBeInstanceOf(Grant);
    const { count } = await countQueries(async () => {
      expect(await editor.pivot.member).toBe(bob);
      expect(await editor.pivot.role).toBe(editor);
    });
    expect(count).toBe(0);
    expect(editor.isChanged).toBe(false);
    editor.pivot.note = "on trial";
    const { statements } = await countQueries(() => editor.pivot.save());
    expect(statements.map(({ text }) => text)).toEqual([
      `update "public"."grants" set "note" = $1 where "grants"."id" = $2 and "grants"."revoked_at" is null returning "id", "member_id", "role_id", "assigner_id", "assigned_at", "note", "revoked_at"`,
    ]);
  });

  test("is two records where two owners have one, and one record without a pivot", async () => {
    await fillGrants();
    const members = await Member.orderBy({ id: "asc" }).with({
      roles: { orderBy: { id: "asc" } },
      plainRoles: { orderBy: { id: "asc" } },
    });
    const [ofAda, ofBob] = members.map(({ roles }) => roles.at(0));
    expect(ofAda?.id).toBe(ofBob?.id);
    expect(ofAda).not.toBe(ofBob);
    const given = members.map(({ roles }) => roles.at(0)?.pivot.assignedAt);
    expect(given).toEqual([may, june]);
    const [one, same] = members.map(({ plainRoles }) => plainRoles.at(0));
    expect(one).toBe(same);
    expect(one).not.toHaveProperty("pivot");
  });

  test("is loaded lazily for all siblings, and so is what the links lead to", async () => {
    await fillGrants();
    const members = await Member.orderBy({ id: "asc" });
    const { count, result } = await countQueries(async () => {
      const found: (string | undefined)[] = [];
      for (const member of members)
        for (const role of await member.roles)
          found.push((await role.pivot.assigner)?.name);
      return found;
    });
    expect(result).toEqual(["Ada", "Ada", "Ada"]);
    expect(count).toBe(2);
    const { count: counted } = await countQueries(async () => {
      for (const member of members)
        for await (const role of member.roles)
          expect(role.pivot.id).toBeGreaterThan(0);
    });
    expect(counted).toBe(0);
  });

  test("is told by a set that is narrowed", async () => {
    const { bob } = await fillGrants();
    const admins = bob.roles.where({ name: "admin" });
    const { statements, result } = await countQueries(() => admins);
    expect(result.map(({ name, pivot }) => [name, pivot.assignedAt])).toEqual([
      ["admin", june],
    ]);
    expect(
      statements.map(({ text, parameters }) => [text, parameters]),
    ).toEqual([
      [
        `select "roles"."id", "roles"."name", "arx_links"."id", "arx_links"."member_id", "arx_links"."role_id", "arx_links"."assigner_id", "arx_links"."assigned_at", "arx_links"."note", "arx_links"."revoked_at" from "public"."roles" inner join "public"."grants" as "arx_links" on "roles"."id" = "arx_links"."role_id" and "arx_links"."member_id" = $1 and "arx_links"."revoked_at" is null where "roles"."name" = $2`,
        [String(bob.id), "admin"],
      ],
    ]);
    const first = await admins.first();
    expect(first?.pivot.assignedAt).toEqual(june);
    expect(await admins.count()).toBe(1);
    expect(await bob.roles.count()).toBe(2);
    const either = await admins.or({ name: "editor" }).orderBy({ id: "asc" });
    expect(either.map(({ name, pivot }) => [name, pivot.assignedAt])).toEqual([
      ["editor", june],
      ["admin", june],
    ]);
  });

  test("has conditions, an order, a limit for each owner, and plain rows", async () => {
    await fillGrants();
    const members = await Member.orderBy({ id: "asc" }).with({
      roles: { orderBy: { name: "asc" }, limit: 1 },
    });
    expect(
      members.map(({ roles }) =>
        roles.map(({ name, pivot }) => [name, pivot.assignedAt]),
      ),
    ).toEqual([[["editor", may]], [["admin", june]]]);
    const rows = await Member.where({ name: "Ada" })
      .select("name")
      .with({ roles: { select: ["name"] } });
    expect(rows).toMatchObject([
      { name: "Ada", roles: [{ name: "editor", pivot: { assignedAt: may } }] },
    ]);
    expect(rows[0]?.roles[0]?.pivot).toBeInstanceOf(Grant);
    const named = await Member.orderBy({ id: "asc" }).with({
      roles: (roles) => roles.where({ name: "editor" }),
    });
    expect(
      named.map(({ roles }) => roles.map(({ pivot }) => pivot.assignedAt)),
    ).toEqual([[may], [june]]);
  });

  test("leads from the other side too, and leaves out links that were deleted", async () => {
    const { bob } = await fillGrants();
    const admin = await Role.where({ name: "admin" }).sole();
    expect(
      (await admin.members).map(({ name, pivot }) => [name, pivot.assignedAt]),
    ).toEqual([["Bob", june]]);
    const [link] = (await bob.roles.where({ name: "admin" })).map(
      ({ pivot }) => pivot,
    );
    await link?.destroy();
    expect(await admin.members.count()).toBe(0);
    expect(await bob.roles.where({ name: "admin" })).toEqual([]);
  });

  test("is written to JSON with the record, without the two sides that it links", async () => {
    const { ada } = await fillGrants();
    const loaded = await ada.load({ roles: true });
    expect(JSON.parse(JSON.stringify(loaded))).toEqual({
      id: ada.id,
      name: "Ada",
      roles: [
        {
          id: 1,
          name: "editor",
          pivot: {
            id: 1,
            memberId: ada.id,
            roleId: 1,
            assignerId: ada.id,
            assignedAt: may.toISOString(),
            revokedAt: null,
          },
        },
      ],
    });
  });
});
