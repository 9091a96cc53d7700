import {
  Column,
  Defaulted,
  InvalidArgumentError,
  ManagedObject,
  PrimaryKey,
  StaleRecordError,
  Table,
  transaction,
  UpdatedAt,
  Version,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table({ name: "versioned_pages" })
class Page extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare slug: string;
  @Column() declare title: string;
  @UpdatedAt() declare updatedAt: Date;
  @Version({ name: "lock_version", comment: "counts the changes" })
  declare version: number;
  declare [Defaulted]?: "version";
}

describeEachEngine("a model with @Version", (engine) => {
  const opened = useModels(engine, [Page]);
  let page: Page;

  beforeEach(async () => {
    page = await Page.create({ slug: "news", title: "News" });
  });

  it("starts at 1 and counts the changes", async () => {
    expect(page.version).toBe(1);
    const { statements } = await countQueries(() =>
      page.update({ title: "Old" }),
    );
    expect(statements).toEqual([
      {
        text:
          'update "public"."versioned_pages" set "title" = $1, "updated_at" = now(), "lock_version" = "versioned_pages"."lock_version" + $2' +
          ' where "versioned_pages"."id" = $3 and "versioned_pages"."lock_version" = $4' +
          ' returning "id", "slug", "title", "updated_at", "lock_version"',
        parameters: ["Old", "1", String(page.id), "1"],
      },
    ]);
    expect(page.version).toBe(2);
    expect(page.isChanged).toBe(false);
    expect(page.previousChanges).toEqual({ title: ["News", "Old"] });
  });

  it("does not count a save that changes nothing", async () => {
    page.title = "News";
    expect((await countQueries(() => page.save())).count).toBe(0);
    expect(page.version).toBe(1);
  });

  it("lets the first of two writers win and tells the second", async () => {
    const same = await Page.find(page.id);
    await same.update({ title: "first" });
    await expect(page.update({ title: "second" })).rejects.toThrow(
      new StaleRecordError("Page", "save", `id ${String(page.id)}`).message,
    );
    expect(page.version).toBe(1);
    expect(page.changes).toEqual({ title: ["News", "second"] });
    await expect(page.destroy()).rejects.toThrow(StaleRecordError);
    await page.reload();
    await page.update({ title: "second" });
    expect(await Page.find(page.id)).toMatchObject({
      title: "second",
      version: 3,
    });
    await page.destroy();
    expect(await Page.count()).toBe(0);
  });

  it("takes a version that is assigned for the one that the form was made of", async () => {
    await page.update({ title: "meanwhile" });
    const found = await Page.find(page.id);
    found.version = 1;
    expect(found.isChanged).toBe(false);
    await expect(found.update({ title: "late" })).rejects.toThrow(
      StaleRecordError,
    );
    found.version = 2;
    await found.save();
    expect(found.version).toBe(3);
  });

  it("lets one of twenty writers at once win", async () => {
    const writers = await Promise.all(
      Array.from({ length: 20 }, () => Page.find(page.id)),
    );
    const outcomes = await Promise.allSettled(
      writers.map((writer, index) =>
        writer.update({ title: `writer ${String(index)}` }),
      ),
    );
    const won = outcomes.filter(({ status }) => status === "fulfilled");
    expect(won).toHaveLength(1);
    expect((await Page.find(page.id)).version).toBe(2);
  });

  it("is what it was after a rollback", async () => {
    const failed = transaction(async () => {
      await page.update({ title: "a" });
      await page.update({ title: "b" });
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(page.version).toBe(1);
    await page.save();
    expect([page.version, page.title]).toEqual([2, "b"]);
  });

  it("is raised and not checked by upsertAll", async () => {
    await Page.upsertAll(
      [
        { slug: "news", title: "upserted" },
        { slug: "new", title: "new" },
      ],
      { on: ["slug"] },
    );
    const pages = await Page.orderBy({ id: "asc" }).pluck("title", "version");
    expect(pages).toEqual([
      ["upserted", 2],
      ["new", 1],
    ]);
    await expect(
      Page.upsertAll([{ slug: "news", title: "x" }], {
        on: ["slug"],
        update: ["title", "version"],
      }),
    ).rejects.toThrow(
      new InvalidArgumentError(
        "Page.version is a version, which every update raises by itself.",
      ).message,
    );
  });

  it("is a counted column of its own", async () => {
    const [column] = await opened.database.query(
      "select data_type, is_nullable, column_default from information_schema.columns where column_name = 'lock_version'",
    );
    expect(column).toEqual({
      data_type: "integer",
      is_nullable: "NO",
      column_default: "1",
    });
  });
});
