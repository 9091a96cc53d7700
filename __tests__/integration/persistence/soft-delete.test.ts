import {
  Column,
  HasMany,
  HasOne,
  InvalidArgumentError,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  RecordNotFoundError,
  RecordStateError,
  Relate,
  Seed,
  SoftDelete,
  StaleRecordError,
  Table,
  transaction,
  Unique,
  UniqueViolationError,
  UpdatedAt,
  Version,
} from "arx";
import { runSeeds } from "arx/seed";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table({ name: "soft_users" })
class SoftUser extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare email: string;
  @Column({ unique: true }) declare code: string;
  @SoftDelete() declare deletedAt: Date | null;
  @UpdatedAt() declare updatedAt: Date;
  @HasMany(() => SoftPost, (post) => post.author)
  declare posts: HasMany<SoftPost>;
  @HasOne(() => SoftProfile, (profile) => profile.user)
  declare profile: HasOne<SoftProfile>;
}

@Table({ name: "soft_profiles" })
class SoftProfile extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => SoftUser, { required: true }) declare user: Relate<SoftUser>;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table({ name: "soft_posts" })
@Unique(["author", "title"])
class SoftPost extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => SoftUser) declare author: Relate<SoftUser | null>;
  @Column({ type: "bigint", nullable: true }) declare authorId: number | null;
  @SoftDelete({ name: "gone_at", comment: "when it was deleted" })
  declare goneAt: Date | null;
  @Version() declare version: number;
  @ManyToMany(() => SoftTag, { through: () => SoftPostTag })
  declare tags: ManyToMany<SoftTag>;
}

@Table({ name: "soft_tags" })
class SoftTag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @SoftDelete() declare deletedAt: Date | null;
}

@Table({ name: "soft_post_tags" })
class SoftPostTag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => SoftPost, { required: true }) declare post: Relate<SoftPost>;
  @Relate(() => SoftTag, { required: true }) declare tag: Relate<SoftTag>;
  @SoftDelete() declare deletedAt: Date | null;
}

/** Refers to the code of a user, which therefore stays unique among all. */
@Table({ name: "soft_badges" })
class SoftBadge extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => SoftUser, { references: "code" })
  declare user: Relate<SoftUser | null>;
}

@Table({ name: "soft_seeds" })
@Seed({ email: "a@b.c" }, { upsert: { conflictKey: "email" } })
class SoftSeed extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare email: string;
  @SoftDelete() declare deletedAt: Date | null;
}

const models = [
  SoftUser,
  SoftProfile,
  SoftPost,
  SoftTag,
  SoftPostTag,
  SoftBadge,
  SoftSeed,
];

const post = (attributes: object): Promise<SoftPost> =>
  SoftPost.create({ title: "a", version: 1, ...attributes } as never);

describeEachEngine("a model with @SoftDelete", (engine) => {
  const opened = useModels(engine, models);
  let user: SoftUser;

  beforeEach(async () => {
    user = await SoftUser.create({ email: "a@b.c", code: "a" });
  });

  it("keeps the row and writes the time of deletion, once", async () => {
    const { statements } = await countQueries(() => user.destroy());
    expect(statements).toEqual([
      {
        text:
          'update "public"."soft_users" set "deleted_at" = now(), "updated_at" = now()' +
          ' where "soft_users"."id" = $1 and "soft_users"."deleted_at" is null returning "deleted_at", "updated_at"',
        parameters: [String(user.id)],
      },
    ]);
    expect(user.deletedAt).toBeInstanceOf(Date);
    expect(user.updatedAt).toEqual(user.deletedAt);
    expect(user.isChanged).toBe(false);
    expect(user.previousChanges).toEqual({
      deletedAt: [null, user.deletedAt],
    });
    expect(
      await opened.database.query("select deleted_at from soft_users"),
    ).toEqual([{ deleted_at: user.deletedAt }]);
    await expect(user.destroy()).rejects.toThrow(StaleRecordError);
  });

  it("keeps what was changed and not saved", async () => {
    user.email = "new@b.c";
    await user.destroy();
    expect(user.changes).toEqual({ email: ["a@b.c", "new@b.c"] });
    expect(await SoftUser.withDeleted().pluck("email")).toEqual(["a@b.c"]);
  });

  it("refuses to destroy what another program has deleted", async () => {
    const same = await SoftUser.find(user.id);
    await same.destroy();
    await expect(user.destroy()).rejects.toThrow(StaleRecordError);
    await expect(user.update({ email: "x@y.z" })).rejects.toThrow(
      StaleRecordError,
    );
  });

  it("saves a record that was read as deleted", async () => {
    await user.destroy();
    await user.update({ email: "x@y.z" });
    expect(await SoftUser.onlyDeleted().pluck("email")).toEqual(["x@y.z"]);
  });

  it("passes over deleted rows in every way of reading", async () => {
    const other = await SoftUser.create({ email: "b@b.c", code: "b" });
    await user.destroy();
    expect(await SoftUser.where({}).ids()).toEqual([other.id]);
    expect(await SoftUser.count()).toBe(1);
    expect(await SoftUser.where({ email: "a@b.c" }).exists()).toBe(false);
    expect(await SoftUser.findBy({ email: "a@b.c" })).toBeNull();
    expect(await SoftUser.findOrNull(user.id)).toBeNull();
    await expect(SoftUser.find(user.id)).rejects.toThrow(RecordNotFoundError);
    await expect(SoftUser.find([user.id, other.id])).rejects.toThrow(
      RecordNotFoundError,
    );
    expect((await SoftUser.first())?.id).toBe(other.id);
    expect(await SoftUser.select("id")).toEqual([{ id: other.id }]);
    expect(SoftUser.where({ id: 1 }).toSQL().text).toContain(
      ' where "soft_users"."id" = $1 and "soft_users"."deleted_at" is null',
    );
  });

  it("gives deleted rows where a query says so", async () => {
    const other = await SoftUser.create({ email: "b@b.c", code: "b" });
    await user.destroy();
    const all = SoftUser.withDeleted().orderBy({ id: "asc" });
    expect(await all.ids()).toEqual([user.id, other.id]);
    expect(await all.count()).toBe(2);
    expect(await SoftUser.onlyDeleted().ids()).toEqual([user.id]);
    expect(await SoftUser.where({ id: user.id }).withDeleted()).toHaveLength(1);
    expect(await SoftUser.where({ id: other.id }).onlyDeleted()).toEqual([]);
  });

  it("leaves out deleted records of relations, however they are reached", async () => {
    const kept = await post({ title: "kept", author: user });
    const gone = await post({ title: "gone", author: user });
    await gone.destroy();
    const loaded = await SoftUser.find(user.id, { with: { posts: true } });
    expect(loaded.posts.map(({ title }) => title)).toEqual(["kept"]);
    const fresh = await SoftUser.find(user.id);
    expect((await fresh.posts).map(({ id }) => id)).toEqual([kept.id]);
    expect(await user.posts.count()).toBe(1);
    const limited = await SoftUser.with({
      posts: { limit: 5, orderBy: { id: "asc" } },
    });
    expect(limited[0]?.posts.length).toBe(1);
    const both = await SoftUser.find(user.id, {
      with: { posts: { withDeleted: true, orderBy: { id: "asc" } } },
    });
    expect(both.posts.map(({ title }) => title)).toEqual(["kept", "gone"]);
  });

  it("leaves out a deleted target of a relation to one", async () => {
    const { id } = await post({ author: user });
    await user.destroy();
    const found = await SoftPost.find(id, { with: { author: true } });
    expect(found.author).toBeNull();
    expect(await (await SoftPost.find(id)).author).toBeNull();
    const shown = await SoftPost.find(id, {
      with: { author: { withDeleted: true } },
    });
    expect(shown.author?.email).toBe("a@b.c");
  });

  it("does not count deleted rows in conditions on relations", async () => {
    const only = await post({ author: user });
    const count = (where: object): Promise<number> =>
      SoftUser.where(where as never).count();
    expect(await count({ posts: { some: { title: "a" } } })).toBe(1);
    await only.destroy();
    expect(await count({ posts: { some: { title: "a" } } })).toBe(0);
    expect(await count({ posts: { none: {} } })).toBe(1);
    expect(await count({ posts: { every: { title: "b" } } })).toBe(1);
    const later = await post({ title: "b", author: user });
    await user.destroy();
    const posts = SoftPost.where({ author: { email: "a@b.c" } });
    expect(await posts.count()).toBe(0);
    expect(await SoftPost.where({ author: { id: user.id } }).count()).toBe(0);
    expect(await SoftPost.where({ author: user }).ids()).toEqual([later.id]);
  });

  it("does not count deleted links of a relation through a join model", async () => {
    const linked = await post({});
    const tag = await SoftTag.create({ name: "t" });
    const link = await SoftPostTag.create({ post: linked, tag });
    const names = async (): Promise<readonly string[]> => {
      const { tags } = await SoftPost.find(linked.id, { with: { tags: true } });
      return tags.map(({ name }) => name);
    };
    const hasTag = SoftPost.where({ tags: { some: { name: "t" } } });
    expect([await names(), await hasTag.count()]).toEqual([["t"], 1]);
    expect(await linked.tags.count()).toBe(1);
    await link.destroy();
    expect([await names(), await hasTag.count()]).toEqual([[], 0]);
    expect(await (await SoftPost.find(linked.id)).tags.count()).toBe(0);
  });

  it("restores what was destroyed", async () => {
    await user.destroy();
    const { statements } = await countQueries(() => user.restore());
    expect(statements).toEqual([
      {
        text:
          'update "public"."soft_users" set "deleted_at" = $1, "updated_at" = now()' +
          ' where "soft_users"."id" = $2 returning "deleted_at", "updated_at"',
        parameters: [null, String(user.id)],
      },
    ]);
    expect(user.deletedAt).toBeNull();
    expect(await SoftUser.count()).toBe(1);
    expect((await countQueries(() => user.restore())).count).toBe(0);
  });

  it("deletes for good when asked to", async () => {
    await user.reallyDestroy();
    expect(await SoftUser.withDeleted().count()).toBe(0);
    await expect(user.restore()).rejects.toThrow(
      new RecordStateError(
        "This SoftUser is destroyed already; there is no row to restore.",
      ).message,
    );
  });

  it("checks and raises the version", async () => {
    const versioned = await post({});
    const same = await SoftPost.find(versioned.id);
    await same.update({ title: "b" });
    await expect(versioned.destroy()).rejects.toThrow(StaleRecordError);
    await same.destroy();
    expect(same.version).toBe(3);
    await same.restore();
    expect(same.version).toBe(4);
  });

  it("is alive again after a rollback", async () => {
    const failed = transaction(async () => {
      await user.destroy();
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(user.deletedAt).toBeNull();
    expect(await SoftUser.count()).toBe(1);
    await user.destroy();
    expect(await SoftUser.count()).toBe(0);
  });

  it("frees unique values, of living rows alone", async () => {
    await expect(
      SoftUser.create({ email: "a@b.c", code: "b" }),
    ).rejects.toMatchObject({
      name: UniqueViolationError.name,
      constraint: "soft_users_email_key",
    });
    await user.destroy();
    const again = await SoftUser.create({ email: "a@b.c", code: "b" });
    expect(again.id).not.toBe(user.id);
    await expect(user.restore()).rejects.toThrow(UniqueViolationError);
    expect(user.deletedAt).toBeInstanceOf(Date);
  });

  it("keeps what foreign keys refer to unique among all rows", async () => {
    await user.destroy();
    await expect(
      SoftUser.create({ email: "x@b.c", code: "a" }),
    ).rejects.toMatchObject({ constraint: "soft_users_code_key" });
  });

  it("finds the row of an upsert among the living", async () => {
    const row = { email: "a@b.c", code: "z" };
    const first = await SoftUser.upsertAll([row], { on: ["email"] });
    expect([first.inserted, first.updated]).toEqual([0, 1]);
    await user.destroy();
    const second = await SoftUser.upsertAll([{ ...row, code: "y" }], {
      on: ["email"],
    });
    expect([second.inserted, second.updated]).toEqual([1, 0]);
    expect(await SoftUser.withDeleted().count()).toBe(2);
  });

  it("can be seeded by what is unique among the living", async () => {
    const options = { models: [SoftSeed] };
    await runSeeds(opened.database, options);
    await (await SoftSeed.first())?.destroy();
    await runSeeds(opened.database, options);
    expect(await SoftSeed.withDeleted().pluck("email")).toEqual([
      "a@b.c",
      "a@b.c",
    ]);
  });

  it("has partial indexes and no constraint for its uniques", async () => {
    const indexes = await opened.database.query<{ indexdef: string }>(
      "select indexdef from pg_indexes where tablename in ('soft_users', 'soft_posts') order by indexname",
    );
    expect(indexes.map(({ indexdef }) => indexdef)).toEqual([
      "CREATE INDEX idx_soft_posts_author_id ON public.soft_posts USING btree (author_id)",
      "CREATE INDEX idx_soft_posts_gone_at ON public.soft_posts USING btree (gone_at) WHERE (gone_at IS NOT NULL)",
      "CREATE INDEX idx_soft_users_deleted_at ON public.soft_users USING btree (deleted_at) WHERE (deleted_at IS NOT NULL)",
      "CREATE UNIQUE INDEX soft_posts_author_id_title_key ON public.soft_posts USING btree (author_id, title) WHERE (gone_at IS NULL)",
      "CREATE UNIQUE INDEX soft_posts_pkey ON public.soft_posts USING btree (id)",
      "CREATE UNIQUE INDEX soft_users_code_key ON public.soft_users USING btree (code)",
      "CREATE UNIQUE INDEX soft_users_email_key ON public.soft_users USING btree (email) WHERE (deleted_at IS NULL)",
      "CREATE UNIQUE INDEX soft_users_pkey ON public.soft_users USING btree (id)",
    ]);
  });

  it("is needed for what is about deleted rows", async () => {
    expect(() => SoftBadge.withDeleted()).toThrow(
      new InvalidArgumentError(
        "SoftBadge has no deleted rows: it has no @SoftDelete.",
      ).message,
    );
    expect(() => SoftUser.where({}).with({ badge: true } as never)).toThrow();
    const badge = await SoftBadge.create({ user });
    await expect(badge.restore()).rejects.toThrow(
      "A SoftBadge that is destroyed cannot be restored: its row is gone.",
    );
  });
});
