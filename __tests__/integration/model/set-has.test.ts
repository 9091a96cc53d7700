import { TypeMismatchError } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { Role, setModels, User } from "../../support/set-models";
import { useModels } from "../../support/use-models";

describeEachEngine("whether a set has a record", (engine) => {
  useModels(engine, setModels);
  let ada: User;
  let admin: Role;
  let editor: Role;

  beforeEach(async () => {
    ada = await User.create({ name: "Ada" });
    admin = await Role.create({ name: "admin" });
    editor = await Role.create({ name: "editor" });
    await ada.roles.add(admin);
  });

  test("is asked of the database while the set is not loaded, by record or key", async () => {
    const { result, statements } = await countQueries(async () => [
      await ada.roles.has(admin),
      await ada.roles.has(admin.id),
      await ada.roles.has(editor),
    ]);
    expect(result).toEqual([true, true, false]);
    expect(statements.map(({ text }) => text)).toEqual(
      new Array(3).fill(
        expect.stringMatching(/^select exists \(select from .* = \$2\)$/),
      ),
    );
  });

  test("is known without a statement once it is loaded, and to a new record's set", async () => {
    const user = await User.find(ada.id, { with: { roles: true } });
    const { count, result } = await countQueries(async () => [
      await user.roles.has(admin),
      await user.roles.has(editor.id),
      await user.roles.has(new Role()),
      await ada.roles.has(new Role()),
    ]);
    expect(result).toEqual([true, false, false, false]);
    expect(count).toBe(0);
    await user.roles.add(editor);
    expect(await user.roles.has(editor)).toBe(true);
  });

  test("is asked of the database where plain rows are loaded, which may not tell their keys", async () => {
    const user = await User.find(ada.id, {
      with: { roles: { select: ["name"] } },
    });
    expect(user.roles.map(({ name }) => name)).toEqual(["admin"]);
    expect(await user.roles.has(admin)).toBe(true);
    expect(await user.roles.has(editor)).toBe(false);
  });

  test("is no question about a record of another model", async () => {
    await expect(ada.roles.has(ada as never)).rejects.toThrow(
      TypeMismatchError,
    );
    await expect(ada.roles.has(undefined as never)).rejects.toThrow(
      "User.roles.has",
    );
  });
});
