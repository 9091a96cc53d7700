import { inspect } from "node:util";
import { RecordNotFoundError, transaction, TypeMismatchError } from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";
import {
  Cat,
  Dog,
  Puppy,
  Tag,
  Walk,
  Walker,
  WalkerTag,
  walkingModels,
} from "../../support/walking-models";

/** Fails in the function and goes on after it, as a savepoint or a transaction that is rolled back. */
async function undo(work: () => Promise<void>): Promise<void> {
  const back = new Error("back");
  const attempt = transaction(async () => {
    await work();
    throw back;
  });
  await expect(attempt).rejects.toBe(back);
}

describeEachEngine("what a set shows of its writes", (engine) => {
  useModels(engine, walkingModels);
  let ann: Walker;
  let bob: Walker;

  beforeEach(async () => {
    ann = await Walker.create({ name: "ann" });
    bob = await Walker.create({ name: "bob" });
  });

  const makeTags = (count: number): Promise<Tag[]> =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        Tag.create({ name: `tag ${String(index)}` }),
      ),
    );

  test("each record once, however its key is written", async () => {
    const { friends } = await ann.load({ friends: true });
    const key = bob.id.toUpperCase();
    expect(await friends.add([key, bob.id, bob])).toBe(1);
    expect(await friends.add(key)).toBe(0);
    expect(friends.toArray()).toEqual([bob]);
    expect(await friends.remove(key)).toBe(1);
    expect(friends).toHaveLength(0);
  });

  test("a record that is linked to itself, from both sides", async () => {
    const { friends, friendOf } = await ann.load({
      friends: true,
      friendOf: true,
    });
    expect(await friends.add(ann)).toBe(1);
    expect([friends.at(0), friendOf.at(0)]).toEqual([ann, ann]);
    expect(await friendOf.remove(ann)).toBe(1);
    expect([friends.length, friendOf.length]).toEqual([0, 0]);
  });

  test("records of subclasses, and no key of another class of the table", async () => {
    const { dogs } = await ann.load({ dogs: true });
    const puppy = await Puppy.create({ name: "Pip" });
    const dog = await Dog.create({ name: "Rex" });
    expect(await dogs.add([puppy, dog.id])).toBe(2);
    expect(dogs.map((each) => each.constructor.name)).toEqual(["Puppy", "Dog"]);
    const cat = await Cat.create({ name: "Tom" });
    for (const set of [dogs, bob.dogs, bob.kept]) {
      await expect(set.add(cat.id)).rejects.toThrow(
        new RecordNotFoundError("Dog", "id 3 (0 of 1 were found)"),
      );
      await expect(set.set([cat.id])).rejects.toThrow(RecordNotFoundError);
    }
    expect(await Walk.count()).toBe(2);
    expect(dogs).toHaveLength(2);
  });

  test("no record that was deleted softly: its key links nothing", async () => {
    const [gone, tag] = await makeTags(2);
    if (gone === undefined || tag === undefined) throw new Error("no tags");
    await gone.destroy();
    const { tags } = await ann.load({ tags: true });
    for (const set of [tags, bob.tags])
      await expect(set.add([tag.id, gone.id])).rejects.toThrow(
        RecordNotFoundError,
      );
    for (const write of [tags.add([tag, gone]), tags.set([gone])])
      await expect(write).rejects.toThrow("is given a Tag that is deleted.");
    await expect(tags.add(gone)).rejects.toMatchObject({
      hint: "Call restore() on the Tag first.",
    });
    expect(await WalkerTag.count()).toBe(0);
    expect(await bob.tags.add([tag.id, await gone.restore()])).toBe(2);
    await gone.destroy();
    expect(await bob.tags.remove(gone)).toBe(1);
  });

  test("nothing any more where it was loaded as plain rows", async () => {
    const [first, second] = await makeTags(2);
    if (first === undefined || second === undefined) throw new Error("no tags");
    await ann.tags.add(first);
    const writes: ((walker: Walker) => Promise<unknown>)[] = [
      ({ tags }) => tags.add(second),
      ({ tags }) => tags.remove(first),
      ({ tags }) => tags.set([first]),
      ({ tags }) => tags.clear(),
    ];
    const left: string[][] = [];
    for (const write of writes) {
      const loaded: Walker = await Walker.find(ann.id, {
        with: { tags: { select: ["name"] } },
      });
      await write(loaded);
      expect(inspect(loaded.tags)).toBe("[Walker.tags: not loaded]");
      left.push((await loaded.tags).map(({ name }) => name).sort());
      await ann.tags.add(first);
    }
    expect(left).toEqual([["tag 0", "tag 1"], ["tag 1"], ["tag 0"], []]);
  });

  test("other sides that come from the database, all by one statement", async () => {
    await makeTags(5);
    const tags = await Tag.with({ walkers: true });
    const { count } = await countQueries(() =>
      ann.tags.add(tags, { pivot: { note: "n" } }),
    );
    expect(count).toBe(2);
    const shown = tags.map(({ walkers }) => walkers.at(0));
    expect(shown.map((walker) => walker?.pivot.note)).toEqual(
      tags.map(() => "n"),
    );
  });

  test("everything that was added at once", async () => {
    const tags = await makeTags(20);
    const { tags: shown } = await ann.load({ tags: true });
    await Promise.all(tags.map((tag) => shown.add(tag)));
    expect(shown.map(({ id }) => id).sort()).toEqual(
      tags.map(({ id }) => id).sort(),
    );
  });

  test("what was there before, at each level that is rolled back", async () => {
    const [first, second, third] = await makeTags(3);
    if (first === undefined || second === undefined || third === undefined)
      throw new Error("no tags");
    const { tags, friends } = await ann.load({ tags: true, friends: true });
    const notes = (): unknown => tags.map(({ pivot }) => pivot.note);
    await tags.add(first, { pivot: { note: "a" } });
    await undo(async () => {
      await tags.add(second, { pivot: { note: "b" } });
      await undo(async () => {
        await tags.set([third], { pivot: { note: "c" } });
        await friends.add(bob);
        await undo(async () => {
          await Promise.all([tags.clear(), friends.clear()]);
          expect([notes(), friends.length]).toEqual([[], 0]);
        });
        expect([notes(), friends.toArray()]).toEqual([["c"], [bob]]);
      });
      expect([notes(), friends.length]).toEqual([["a", "b"], 0]);
      await tags.create({ name: "new" });
    });
    expect(notes()).toEqual(["a"]);
    expect(await WalkerTag.pluck("note")).toEqual(["a"]);
  });

  test("nothing of what is no record", async () => {
    for (const set of [ann.dogs, ann.kept])
      await expect(set.create(undefined as never)).rejects.toThrow(
        TypeMismatchError,
      );
  });
});
