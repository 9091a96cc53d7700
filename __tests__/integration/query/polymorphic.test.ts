import {
  InvalidArgumentError,
  RelationNotLoadedError,
  TypeMismatchError,
  UnknownColumnError,
  UnknownRelatedTypeError,
} from "arx";
import { countQueries } from "arx/testing";
import type { Database } from "../../../lib/database/database";
import { describeEachEngine } from "../../support/engines";
import {
  Cover,
  Essay,
  openPolymorphic,
  Photo,
  Remark,
  Tag,
  Token,
  Writer,
} from "../../support/polymorphic-models";

/** A statement without the names of tables before those of columns. */
function unqualified(text: string): string {
  return text.replaceAll(/"pm_\w+"\.(?=")/g, "");
}

describeEachEngine("a polymorphic relation", (engine) => {
  let database: Database;
  let close: () => Promise<void>;
  let ada: Writer;
  let essay: Essay;
  let other: Essay;
  let photo: Photo;

  beforeAll(async () => {
    ({ database, close } = await openPolymorphic(engine));
    ada = await Writer.create({ name: "Ada" });
    essay = await Essay.create({ title: "On engines", author: ada });
    other = await Essay.create({ title: "Notes" });
    photo = await Photo.create({ url: "/1.png" });
    const first = await Remark.create({ text: "of essay", subject: essay });
    await Remark.create({ text: "of photo", subject: photo });
    await Remark.create({ text: "of remark", subject: first });
    await Remark.create({ text: "of nothing" });
    await Remark.create({ text: "of essay again", subject: essay });
    await Remark.create({ text: "of other", subject: other });
    await Cover.create({ wraps: essay });
    await Cover.create({ wraps: photo });
    await Cover.create({ wraps: photo });
  }, 60_000);

  afterAll(() => close());

  const remarks = (): Promise<Remark[]> => Remark.orderBy({ id: "asc" }).all();
  const textsOf = async (query: PromiseLike<Remark[]>): Promise<string[]> =>
    (await query).map(({ text }) => text).sort();

  const describeSubject = (subject: unknown): string => {
    if (subject instanceof Essay) return `essay ${subject.title}`;
    if (subject instanceof Photo) return `photo ${subject.url}`;
    return subject instanceof Remark ? `remark ${subject.text}` : "nothing";
  };

  const subjects = [
    "essay On engines",
    "photo /1.png",
    "remark of essay",
    "nothing",
    "essay On engines",
    "essay Notes",
  ];

  describe("that is read", () => {
    test("is loaded in a loop with one statement for each model", async () => {
      const { result, statements } = await countQueries(async () => {
        const found: string[] = [];
        for (const remark of await remarks())
          found.push(describeSubject(await remark.subject));
        return found;
      });
      expect(result).toEqual(subjects);
      expect(statements).toHaveLength(4);
      expect(
        statements
          .slice(1)
          .map(({ text }) => unqualified(text))
          .sort(),
      ).toEqual([
        'select "id", "text", "subject_type", "subject_id" from "public"."pm_remarks" where "id" = any($1)',
        'select "id", "title", "author_id" from "public"."pm_essays" where "id" = any($1)',
        'select "id", "url" from "public"."pm_photos" where "id" = any($1)',
      ]);
    });

    test("is loaded once when all are awaited together", async () => {
      const found = await remarks();
      const { count } = await countQueries(() =>
        Promise.all(found.map(async (remark) => await remark.subject)),
      );
      expect(count).toBe(3);
      expect((await found[0]?.subject) === (await found[4]?.subject)).toBe(
        true,
      );
    });

    test("is loaded beside the records", async () => {
      const { result, count } = await countQueries(() =>
        Remark.with({ subject: true }).orderBy({ id: "asc" }).all(),
      );
      expect(count).toBe(4);
      expect(result.map(({ subject }) => describeSubject(subject))).toEqual(
        subjects,
      );
    });

    test("is loaded with further relations of one of the models", async () => {
      const { result, count } = await countQueries(() =>
        Remark.with({ subject: { essay: { with: { author: true } } } })
          .orderBy({ id: "asc" })
          .all(),
      );
      expect(count).toBe(5);
      const [first] = result;
      const subject = first?.subject;
      expect(subject instanceof Essay && subject.author?.name).toBe("Ada");
    });

    test("is loaded through other relations", async () => {
      const { result, count } = await countQueries(() =>
        Essay.find(essay.id, {
          with: {
            remarks: { with: { subject: true }, orderBy: { id: "asc" } },
          },
        }),
      );
      expect(count).toBe(2);
      expect(result.remarks.map(({ text }) => text)).toEqual([
        "of essay",
        "of essay again",
      ]);
    });

    test("is loaded onto a record, and is a plain value from then on", async () => {
      const [, ofPhoto] = await remarks();
      expect(() => (ofPhoto?.subject as Photo).url).toThrow(
        new RelationNotLoadedError("Remark.subject"),
      );
      await ofPhoto?.load({ subject: true });
      expect((ofPhoto?.subject as Photo).url).toBe("/1.png");
    });

    test("is part of plain rows", async () => {
      const rows = await Remark.where({ text: "of photo" })
        .select("text")
        .with({ subject: true });
      expect(rows.map(({ text, subject }) => [text, subject])).toEqual([
        ["of photo", await Photo.find(photo.id)],
      ]);
    });

    test("is null at once where there is no key", async () => {
      const [, , , ofNothing] = await remarks();
      const { count } = await countQueries(async () => {
        expect(ofNothing?.subject).toBeNull();
        expect(await ofNothing?.subject).toBeNull();
      });
      expect(count).toBe(0);
    });

    test("is null where no row has the key, because the database knows no foreign key", async () => {
      const gone = await Photo.create({ url: "/gone.png" });
      const remark = await Remark.create({ text: "left", subject: gone });
      await gone.destroy();
      const found = await Remark.find(remark.id);
      expect(await found.subject).toBeNull();
      await remark.destroy();
    });

    test("is left out of JSON until it is loaded", async () => {
      const [first] = await remarks();
      const json = {
        id: first?.id,
        text: "of essay",
        subjectType: "essay",
        subjectId: essay.id,
      };
      expect(JSON.parse(JSON.stringify(first))).toEqual(json);
      await first?.load({ subject: true });
      expect(JSON.parse(JSON.stringify(first))).toEqual({
        ...json,
        subject: { id: essay.id, title: "On engines", authorId: ada.id },
      });
    });

    test("follows its columns", async () => {
      const [first] = await remarks();
      await first?.load({ subject: true });
      Object.assign(first as Remark, { subjectType: "photo" });
      (first as Remark).subjectId = photo.id;
      expect(describeSubject(await first?.subject)).toBe("photo /1.png");
    });
  });

  describe("that a condition names", () => {
    test("is compared with a record by type and key", async () => {
      const query = Remark.where({ subject: essay });
      const { text, parameters } = query.toSQL();
      expect(unqualified(text)).toContain(
        'where "subject_type" = $1 and "subject_id" = $2',
      );
      expect(parameters).toEqual(["essay", String(essay.id)]);
      expect(await textsOf(query)).toEqual(["of essay", "of essay again"]);
    });

    test("is compared with null", async () => {
      expect(await textsOf(Remark.where({ subject: null }))).toEqual([
        "of nothing",
      ]);
    });

    test("is of one model or of several", async () => {
      expect(
        await textsOf(Remark.where({ subject: { type: "photo" } })),
      ).toEqual(["of photo"]);
      expect(
        await textsOf(Remark.where({ subject: { type: ["photo", "remark"] } })),
      ).toEqual(["of photo", "of remark"]);
    });

    test("meets conditions on the records of one model, at any depth", async () => {
      expect(
        await textsOf(
          Remark.where({
            subject: { type: "essay", where: { author: { name: "Ada" } } },
          }),
        ),
      ).toEqual(["of essay", "of essay again"]);
      expect(
        await textsOf(
          Remark.where({
            or: [
              { subject: { type: "essay", where: { title: "Notes" } } },
              {
                subject: {
                  type: "remark",
                  where: { subject: { type: "essay" } },
                },
              },
            ],
          }),
        ),
      ).toEqual(["of other", "of remark"]);
    });

    test("needs no further table where the condition is about the key", async () => {
      const query = Remark.where({
        subject: { type: "essay", where: { id: [essay.id, other.id] } },
      });
      expect(query.toSQL().text).not.toContain("exists");
      expect(await textsOf(query)).toHaveLength(3);
    });

    test("is left out by `not`, with and without a key", async () => {
      expect(
        await textsOf(Remark.where({ not: { subject: { type: "essay" } } })),
      ).toEqual(["of nothing", "of photo", "of remark"]);
    });

    test("is refused where it is none", () => {
      const where =
        (subject: unknown): (() => unknown) =>
        () =>
          Remark.where({ subject } as never);
      expect(where({ type: "user" })).toThrow(
        new TypeMismatchError(
          "Remark.subjectType",
          'one of "essay", "photo", "remark"',
          "another string",
        ),
      );
      expect(where(ada)).toThrow(
        new TypeMismatchError(
          "Remark.where.subject",
          "a Essay or a Photo or a Remark, { type } or null",
          "a Writer",
        ),
      );
      expect(where(1)).toThrow(TypeMismatchError);
      expect(where({})).toThrow("Remark.where.subject.type is undefined.");
      expect(where({ typ: "essay" })).toThrow(UnknownColumnError);
      expect(where({ type: ["essay"], where: {} })).toThrow(
        InvalidArgumentError,
      );
    });

    test("is refused where it is loaded by a name it does not have", () => {
      expect(() => Remark.with({ subject: { esay: true } } as never)).toThrow(
        'Remark.with.subject has no type "esay".',
      );
    });
  });

  describe("seen from the other side", () => {
    test("leads to the records that name the model and the key", async () => {
      // An essay and a photo have the same key.
      expect(photo.id).toBe(essay.id);
      expect(await textsOf(essay.remarks)).toEqual([
        "of essay",
        "of essay again",
      ]);
      expect(await textsOf(photo.remarks)).toEqual(["of photo"]);
      expect(await photo.remarks.count()).toBe(1);
      const narrowed = essay.remarks.where({ text: { endsWith: "again" } });
      expect(unqualified(narrowed.toSQL().text)).toContain(
        'where "subject_id" = $1 and "subject_type" = $2 and "text" like $3',
      );
      expect(await textsOf(narrowed)).toEqual(["of essay again"]);
    });

    test("is loaded for all records at once, with a limit for each as well", async () => {
      const all = await countQueries(() =>
        Essay.orderBy({ id: "asc" }).with({ remarks: true }).all(),
      );
      expect(all.count).toBe(2);
      expect(unqualified(all.statements[1]?.text ?? "")).toContain(
        'where "subject_id" = any($1) and "subject_type" = $2',
      );
      expect(all.result.map(({ remarks }) => remarks.length)).toEqual([2, 1]);
      const limited = await Essay.orderBy({ id: "asc" }).with({
        remarks: { limit: 1, orderBy: { id: "desc" } },
      });
      expect(
        limited.map(({ remarks }) => remarks.map(({ text }) => text)),
      ).toEqual([["of essay again"], ["of other"]]);
    });

    test("knows the owner of what it loaded without a statement", async () => {
      const loaded = await Essay.find(essay.id, { with: { remarks: true } });
      const { count } = await countQueries(async () => {
        for (const remark of loaded.remarks)
          expect(await remark.subject).toBe(loaded);
      });
      expect(count).toBe(0);
    });

    test("is asked by conditions", async () => {
      const withText = (text: string): Promise<number> =>
        Essay.where({ remarks: { some: { text } } }).count();
      expect(await withText("of essay")).toBe(1);
      expect(await withText("of photo")).toBe(0);
      expect(await Essay.where({ remarks: { none: {} } }).count()).toBe(0);
      expect(
        await Photo.where({ remarks: { every: { text: "of photo" } } }).count(),
      ).toBe(1);
    });

    test("is one record where it is a HasOne", async () => {
      const found = await Essay.find(essay.id, { with: { cover: true } });
      expect(found.cover).toBeInstanceOf(Cover);
      expect(await Essay.where({ cover: null }).count()).toBe(1);
      expect(await (await Essay.find(other.id)).cover).toBeNull();
    });
  });

  describe("of models with keys of several types", () => {
    test("is written, read and asked by the text of the key", async () => {
      const token = await Token.create({});
      const ofWriter = await Tag.create({ label: "w", target: ada });
      const ofToken = await Tag.create({ label: "t", target: token });
      expect(ofWriter.toJSON()).toMatchObject({ targetId: String(ada.id) });
      const { result, count } = await countQueries(() =>
        Tag.with({ target: true }).orderBy({ id: "asc" }).all(),
      );
      expect(count).toBe(3);
      expect(result.map(({ target }) => target.id)).toEqual([ada.id, token.id]);
      const fresh = await Tag.find(ofToken.id);
      expect((await fresh.target).id).toBe(token.id);
      const labels = async (query: PromiseLike<Tag[]>): Promise<string[]> =>
        (await query).map(({ label }) => label);
      expect(await labels(Tag.where({ target: ada }))).toEqual(["w"]);
      expect(
        await labels(
          Tag.where({ target: { type: "writer", where: { name: "Ada" } } }),
        ),
      ).toEqual(["w"]);
      expect(
        await labels(
          Tag.where({ target: { type: "writer", where: { id: { gt: 0 } } } }),
        ),
      ).toEqual(["w"]);
      expect(await labels(token.tags)).toEqual(["t"]);
      expect(
        await Token.where({ tags: { some: { label: "t" } } }).count(),
      ).toBe(1);
      const [loaded] = await Token.with({ tags: true });
      expect(loaded?.tags.map(({ label }) => label)).toEqual(["t"]);
    });
  });

  // Last, since it changes the table.
  test("is an error that names what it may be where the row says something else", async () => {
    await database.script(`
      alter table pm_remarks drop constraint pm_remarks_subject_type_check;
      insert into pm_remarks (text, subject_type, subject_id) values ('odd', 'Object', 1);
    `);
    const error = new UnknownRelatedTypeError(
      "Remark.subject",
      '"essay", "photo", "remark"',
    );
    await expect(Remark.with({ subject: true }).all()).rejects.toThrow(error);
    const odd = await Remark.findBy({ text: "odd" });
    await expect((async () => await odd?.subject)()).rejects.toThrow(error);
    await expect(
      Remark.where({ text: "odd" }).select("id").with({ subject: true }).all(),
    ).rejects.toThrow(error);
  });
});
