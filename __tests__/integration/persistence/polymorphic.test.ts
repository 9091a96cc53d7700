import {
  CheckViolationError,
  RecordStateError,
  TypeMismatchError,
  UniqueViolationError,
} from "arx";
import { countQueries } from "arx/testing";
import type { Database } from "../../../lib/database/database";
import { describeEachEngine } from "../../support/engines";
import {
  Cover,
  Entry,
  Essay,
  Message,
  Note,
  openPolymorphic,
  Photo,
  Remark,
  Writer,
} from "../../support/polymorphic-models";

describeEachEngine("writing a polymorphic relation", (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let essay: Essay;
  let photo: Photo;

  beforeAll(async () => {
    ({ database, close } = await openPolymorphic(engine));
  }, 60_000);

  beforeEach(async () => {
    await database.script(
      "truncate pm_essays, pm_photos, pm_remarks, pm_covers, pm_messages, pm_notes, pm_entries restart identity",
    );
    essay = await Essay.create({ title: "On engines" });
    photo = await Photo.create({ url: "/1.png" });
  });

  afterAll(() => close());

  const stored = async (id: number): Promise<readonly unknown[]> => {
    const [row] = await database.query<{
      subject_type: string | null;
      subject_id: string | null;
    }>("select subject_type, subject_id::text from pm_remarks where id = $1", [
      id,
    ]);
    return [row?.subject_type, row?.subject_id];
  };

  test("keeps the name that the relation gives the model, and the key", async () => {
    const remark = await Remark.create({ text: "a", subject: essay });
    expect(await stored(remark.id)).toEqual(["essay", "1"]);
    expect(await remark.subject).toBe(essay);
    await remark.update({ subject: photo });
    expect(await stored(remark.id)).toEqual(["photo", "1"]);
    expect(remark.previousChanges).toEqual({ subjectType: ["essay", "photo"] });
    remark.subject = null;
    await remark.save();
    expect(await stored(remark.id)).toEqual([null, null]);
  });

  test("takes type and key apart as well", async () => {
    const cover = await Cover.create({
      wrapsType: "Photo",
      wrapsId: 1,
    } as never);
    expect(await cover.wraps).toEqual(await Photo.find(1));
  });

  test("takes the key of a record that is saved later", async () => {
    const late = Object.assign(new Essay(), { title: "Later" });
    const remark = new Remark();
    remark.text = "a";
    remark.subject = late;
    await expect(remark.save()).rejects.toThrow(
      new RecordStateError(
        "Remark.subject is set to a Essay that is not saved yet.",
      ),
    );
    await late.save();
    await remark.save();
    expect(await stored(remark.id)).toEqual(["essay", String(late.id)]);
  });

  test("refuses records and names that the relation does not list", async () => {
    const writer = await Writer.create({ name: "Ada" });
    await expect(
      Remark.create({ text: "a", subject: writer as never }),
    ).rejects.toThrow(
      new TypeMismatchError(
        "Remark.subject",
        "a Essay or a Photo or a Remark",
        "a Writer",
      ),
    );
    await expect(
      Remark.create({ text: "a", subject: 1 as never }),
    ).rejects.toThrow(TypeMismatchError);
    await expect(
      Remark.create({
        text: "a",
        subjectType: "Writer",
        subjectId: 1,
      } as never),
    ).rejects.toThrow(
      'Remark.subjectType takes one of "essay", "photo", "remark", not another string.',
    );
    const gone = await Photo.create({ url: "/2.png" });
    await gone.destroy();
    await expect(Remark.create({ text: "a", subject: gone })).rejects.toThrow(
      "Remark.subject is set to a Photo that was destroyed.",
    );
  });

  test("is refused by the database where the name or half of the pair is wrong", async () => {
    const insert = (type: string, id: string): Promise<unknown> =>
      database.query(
        `insert into pm_remarks (text, subject_type, subject_id) values ('a', ${type}, ${id})`,
      );
    await expect(insert("'Object'", "1")).rejects.toThrow(CheckViolationError);
    await expect(insert("'essay'", "null")).rejects.toThrow(
      CheckViolationError,
    );
    await expect(insert("null", "1")).rejects.toThrow(CheckViolationError);
  });

  test("is one record at most of a model with HasOne, any number of the others", async () => {
    await Cover.create({ wraps: essay });
    await Cover.create({ wraps: photo });
    await Cover.create({ wraps: photo });
    await expect(Cover.create({ wraps: essay })).rejects.toThrow(
      UniqueViolationError,
    );
  });

  test("is written with many rows at once", async () => {
    await Remark.insertAll([
      { text: "a", subject: essay },
      { text: "b", subject: photo },
      { text: "c", subject: null },
    ]);
    expect(await Remark.where({ subject: photo }).pluck("text")).toEqual(["b"]);
    await expect(
      Remark.insertAll([{ text: "d", subject: new Essay() }]),
    ).rejects.toThrow(
      "Remark.subject is set to a Essay that is not saved yet.",
    );
  });

  test("is undone with its transaction", async () => {
    const remark = await Remark.create({ text: "a", subject: essay });
    await database
      .transaction(async () => {
        await remark.update({ subject: photo });
        throw new Error("back");
      })
      .catch(() => undefined);
    // What was to be saved is a change again.
    expect(remark.changes).toEqual({ subjectType: ["essay", "photo"] });
    expect(await stored(remark.id)).toEqual(["essay", "1"]);
  });

  describe("of a delegated type", () => {
    const message = (subject: string): Message =>
      Object.assign(new Message(), { subject });

    test("saves the new record it delegates to first, in one transaction", async () => {
      const entryable = message("Hello");
      const { result: entry, statements } = await countQueries(() =>
        Entry.create({ place: "top", entryable }),
      );
      expect(statements.map(({ text }) => text)).toEqual([
        expect.stringContaining('insert into "public"."pm_messages"'),
        expect.stringContaining('insert into "public"."pm_entries"'),
      ]);
      expect(entryable.isNew).toBe(false);
      expect(entry.entryable).toBe(entryable);
      const found = await Entry.with({ entryable: { message: true } }).first();
      expect(found?.entryable).toEqual(await Message.find(entryable.id));
    });

    test("keeps neither row where one is refused", async () => {
      await Entry.create({ place: "top", entryable: message("Hello") });
      const entryable = message("Again");
      await expect(Entry.create({ place: "top", entryable })).rejects.toThrow(
        UniqueViolationError,
      );
      expect(entryable.isNew).toBe(true);
      expect(await Message.count()).toBe(1);
      const note = Object.assign(new Note(), { text: "too long" });
      await expect(
        Entry.create({ place: "other", entryable: note }),
      ).rejects.toThrow();
      expect([await Entry.count(), await Note.count()]).toEqual([1, 0]);
    });

    test("saves it once, though the record is saved twice at a time", async () => {
      const entry = new Entry();
      entry.place = "top";
      entry.entryable = message("Hello");
      await Promise.all([entry.save(), entry.save()]);
      expect([await Entry.count(), await Message.count()]).toEqual([1, 1]);
    });

    test("leaves it to no other record", async () => {
      const entryable = message("Hello");
      await Entry.create({ place: "top", entryable });
      await expect(Entry.create({ place: "other", entryable })).rejects.toThrow(
        UniqueViolationError,
      );
    });

    test("is read by type, and from the other side", async () => {
      const entryable = message("Hello");
      const entry = await Entry.create({ place: "top", entryable });
      await Entry.create({
        place: "low",
        entryable: Object.assign(new Note(), { text: "short" }),
      });
      const places = (type: "message" | "note"): Promise<string[]> =>
        Entry.where({ entryable: { type } }).pluck("place");
      expect([await places("message"), await places("note")]).toEqual([
        ["top"],
        ["low"],
      ]);
      expect(
        await Entry.where({
          entryable: { type: "message", where: { subject: "Hello" } },
        }).count(),
      ).toBe(1);
      const found = await Message.find(entryable.id);
      expect((await found.entry)?.id).toBe(entry.id);
    });

    test("is destroyed together with the record", async () => {
      const entry = await Entry.create({
        place: "top",
        entryable: message("Hello"),
      });
      const found = await Entry.find(entry.id);
      const { statements } = await countQueries(() => found.destroy());
      expect(statements.map(({ text }) => text.slice(0, 34))).toEqual([
        expect.stringContaining("select"),
        'delete from "public"."pm_entries" ',
        'delete from "public"."pm_messages"',
      ]);
      expect([await Entry.count(), await Message.count()]).toEqual([0, 0]);
    });

    test("is destroyed with what is loaded of it, or not at all", async () => {
      const entryable = message("Hello");
      const entry = await Entry.create({ place: "top", entryable });
      await database.script(`
        create table pm_replies (message_id bigint references pm_messages);
        insert into pm_replies select id from pm_messages;
      `);
      await expect(entry.destroy()).rejects.toThrow();
      expect([await Entry.count(), await Message.count()]).toEqual([1, 1]);
      await database.script("drop table pm_replies");
      await entry.destroy();
      expect(await Message.count()).toBe(0);
      await expect(entryable.save()).rejects.toThrow(
        "This Message was destroyed and cannot be saved.",
      );
    });
  });
});
