import {
  AfterCommit,
  AfterInitialize,
  BeforeSave,
  Column,
  Defaulted,
  HasMany,
  ManagedObject,
  PrimaryKey,
  PublicId,
  Relate,
  SoftDelete,
  Table,
  UpdatedAt,
  Version,
} from "arx";

function assertType<T>(value: T): T {
  return value;
}

@Table()
class Page extends ManagedObject {
  @PrimaryKey() declare id: number;
  @PublicId({ version: 7, client: true }) declare uuid: string;
  @Column() declare title: string;
  @UpdatedAt({ trigger: true, indexed: true }) declare updatedAt: Date;
  @SoftDelete({ name: "gone_at" }) declare deletedAt: Date | null;
  @Version() declare version: number;
  @HasMany(() => Remark, (remark) => remark.page)
  declare remarks: HasMany<Remark>;
  declare [Defaulted]?: "uuid" | "version";

  @BeforeSave() open(): void {}
  @BeforeSave({ on: "create", if: (page: Page) => page.isNew })
  async waiting(): Promise<void> {
    await Promise.resolve();
  }
  @AfterCommit({ on: ["update", "destroy"] }) protected shielded(): void {}
  @AfterCommit() private hidden(): void {}
  @AfterInitialize() first(): void {
    this.hidden();
  }
}

@Table()
class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Page) declare page: Relate<Page | null>;
  @SoftDelete() declare deletedAt: Date | null;
}

void (async () => {
  const page = await Page.create({ title: "a" });
  assertType<Page>(await page.restore());
  assertType<Page[]>(await Page.withDeleted().where({ title: "a" }));
  assertType<Page[]>(await Page.onlyDeleted());
  assertType<Page | null>(await Page.findByPublicId(page.uuid));
  await Page.with({ remarks: { withDeleted: true, limit: 3 } });
  await Remark.with({ page: { withDeleted: true } });
  await page.reallyDestroy();

  // expected: is not assignable to type
  // @ts-expect-error
  await Page.with({ remarks: { withDeleted: "yes" } });
})();

/** Every decorator here is refused. */
class Refused extends ManagedObject {
  // expected: arx: the column is nullable; declare the field with | null
  // @ts-expect-error
  @SoftDelete() declare alwaysDeleted: Date;

  // expected: arx: a column of type timestamptz takes a field of Date
  // @ts-expect-error
  @SoftDelete() declare deletedAsText: string | null;

  // expected: arx: a column of type integer takes a field of number
  // @ts-expect-error
  @Version() declare versionAsText: string;

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @Version() declare versionOrNull: number | null;

  // expected: arx: a column of type uuid takes a field of string
  // @ts-expect-error
  @PublicId() declare publicNumber: number;

  // expected: arx: a hook is called without arguments
  // @ts-expect-error
  @BeforeSave() withArgument(reason: string): void {
    void reason;
  }

  // expected: arx: the constructor calls this hook and cannot wait; take async away
  // @ts-expect-error
  @AfterInitialize() async late(): Promise<void> {
    await Promise.resolve();
  }

  // expected: "insert"
  // @ts-expect-error
  @BeforeSave({ on: "insert" }) onInsert(): void {}

  // expected: "destroy"
  // @ts-expect-error
  @BeforeSave({ on: "destroy" }) onDestroy(): void {}

  // expected: Page
  // @ts-expect-error
  @BeforeSave({ if: (page: Page) => page.isNew }) ofAnother(): void {}
}
void Refused;
