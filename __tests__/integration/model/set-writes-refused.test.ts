import {
  InvalidArgumentError,
  RecordNotFoundError,
  RecordStateError,
  TypeMismatchError,
  UnknownAttributeError,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import {
  Cup,
  CupTeam,
  Match,
  Post,
  Role,
  setModels,
  Team,
  User,
  UserRole,
} from "../../support/set-models";
import { useModels } from "../../support/use-models";

describeEachEngine("writing a set", (engine) => {
  useModels(engine, setModels);
  let ada: User;
  let admin: Role;

  beforeEach(async () => {
    ada = await User.create({ name: "Ada" });
    admin = await Role.create({ name: "admin" });
  });

  test("needs an owner that is saved", async () => {
    const user = Object.assign(new User(), { name: "Eve" });
    const attempts: (() => Promise<unknown>)[] = [
      () => user.roles.add(admin),
      () => user.roles.remove(admin),
      () => user.roles.set([]),
      () => user.roles.clear(),
      () => user.roles.create({ name: "x" }),
      () => user.posts.create({ title: "x" }),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toThrow(RecordStateError);
    await expect(user.roles.add(admin)).rejects.toMatchObject({
      message: "User.roles.add was called on a User that is not saved yet.",
      hint: "Call save() on the User first.",
    });
    await ada.destroy();
    await expect(ada.roles.clear()).rejects.toThrow(
      "User.roles.clear was called on a User that was destroyed.",
    );
    expect([await Role.count(), await Post.count()]).toEqual([1, 0]);
  });

  test("refuses what is no record of the model and no key", async () => {
    const attempts: (() => Promise<unknown>)[] = [
      () => ada.roles.add(undefined as never),
      () => ada.roles.remove(undefined as never),
      () => ada.roles.set(null as never),
      () => ada.roles.set([undefined] as never),
      () => ada.roles.remove({} as never),
      () => ada.roles.add(ada as never),
      () => ada.posts.remove([admin] as never),
      () => ada.posts.add(["x" as never]),
    ];
    const { count } = await countQueries(async () => {
      for (const attempt of attempts)
        await expect(attempt()).rejects.toThrow(TypeMismatchError);
    });
    expect(count).toBe(0);
    await expect(ada.roles.add([admin, ada as never])).rejects.toThrow(
      "User.roles.add takes records of Role or their keys, not a User.",
    );
    await expect(ada.roles.remove(new Role())).rejects.toThrow(
      "User.roles.remove is given a Role that is not saved yet.",
    );
    await expect(ada.posts.add(999)).rejects.toThrow(RecordNotFoundError);
    await admin.destroy();
    await expect(ada.roles.add(admin)).rejects.toThrow(
      "User.roles.add is given a Role that was destroyed.",
    );
  });

  test("refuses options and attributes of the join model that there are not", async () => {
    const add = (options: object): Promise<number> =>
      ada.roles.add(admin, options);
    await expect(add({ pivto: {} })).rejects.toThrow(
      "User.roles.add.pivto is not an option.",
    );
    await expect(add({ pivot: 5 })).rejects.toThrow(
      "User.roles.add.pivot takes an object of attributes, not a number.",
    );
    await expect(add({ pivot: { asignedBy: 5 } })).rejects.toThrow(
      new UnknownAttributeError("UserRole", "asignedBy", "assignedBy"),
    );
    await expect(add({ pivot: { user: ada } })).rejects.toMatchObject({
      message:
        "User.roles.add.pivot gives UserRole.userId, which says what is linked.",
      hint: 'Leave "user" out.',
    });
    await expect(add({ pivot: { roleId: 7 } })).rejects.toThrow(
      InvalidArgumentError,
    );
    await expect(
      ada.posts.create({ title: "x" }, { pivot: { rank: 1 } }),
    ).rejects.toThrow(
      "User.posts.create is given a pivot, and no join model could hold it.",
    );
    expect([await UserRole.count(), await Post.count()]).toEqual([0, 0]);
  });

  test("is not an assignment", () => {
    const user = ada as unknown as Record<string, unknown>;
    const assign = (property: string) => () => (user[property] = []);
    for (const property of ["posts", "roles"])
      expect(assign(property)).toThrow(
        expect.objectContaining({
          message: `User.${property} is a relation to many records and cannot be assigned.`,
          hint: `Call set([…]) on "${property}", or add(…) and remove(…), which save at once.`,
        }) as Error,
      );
  });

  test("takes keys of several columns", async () => {
    const [home, second, third] = [
      await Team.create({ country: "de", number: 1, name: "a" }),
      await Team.create({ country: "de", number: 2, name: "b" }),
      await Team.create({ country: "fr", number: 1, name: "c" }),
    ];
    const key = { country: "fr", number: 1 };
    expect(await home.guests.add([second, key, third])).toBe(2);
    expect(await home.guests.add(key)).toBe(0);
    expect(await home.guests.set([key])).toEqual({
      added: 0,
      removed: 1,
      updated: 0,
    });
    expect(await home.guests).toEqual([third]);
    expect(await home.guests.remove([second, third])).toBe(1);
    await expect(home.guests.add({ country: "fr" })).rejects.toThrow(
      TypeMismatchError,
    );
    expect(await Match.count()).toBe(0);
  });

  test("links by the columns that the join model refers to", async () => {
    const team = await Team.create({ country: "de", number: 1, name: "a" });
    const cup = await Cup.create({ code: "world" });
    const other = await Cup.create({ code: "europe" });
    expect(await team.cups.add([cup.id, other])).toBe(2);
    const links = await CupTeam.with({ cup: true });
    expect(links.map((link) => link.cup.code).sort()).toEqual([
      "europe",
      "world",
    ]);
    expect(await team.cups.remove(cup.id)).toBe(1);
    expect(await cup.teams.add({ country: "de", number: 1 })).toBe(1);
    expect(await team.cups.set([cup])).toEqual({
      added: 0,
      removed: 1,
      updated: 0,
    });
  });
});
