import {
  Column,
  DelegatedType,
  HasMany,
  HasOne,
  ManagedObject,
  Polymorphic,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import type { Create, Loaded, Update, Where, With } from "arx";
import type { Equal } from "./assert";
import { isTrue } from "./assert";

@Table()
class Essay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => Painter) declare author: Relate<Painter | null>;
  @HasMany(() => Remark, (remark) => remark.subject)
  declare remarks: HasMany<Remark>;
}

@Table()
class Painting extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare file: string;
  @HasOne(() => Remark, (remark) => remark.subject)
  declare remark: HasOne<Remark>;
}

@Table()
class Painter extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
}

@Table()
class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
  @Polymorphic(
    { essay: () => Essay, painting: () => Painting },
    { required: true },
  )
  declare subject: Polymorphic<{ essay: Essay; painting: Painting }>;
  @Column() declare subjectId: number;
  @Column() declare subjectType: "essay" | "painting";
  @Polymorphic({ essay: () => Essay, painter: () => Painter })
  declare other: Polymorphic<{ essay: Essay; painter: Painter } | null>;
}

@Table()
class Entry extends ManagedObject {
  @PrimaryKey() declare id: number;
  @DelegatedType({ essay: () => Essay, painting: () => Painting })
  declare entryable: DelegatedType<{ essay: Essay; painting: Painting }>;
}

declare const essay: Essay;
declare const painting: Painting;
declare const painter: Painter;
declare const remark: Remark;
declare const maybeText: string | undefined;

/** Every statement here compiles. */
export async function accept(): Promise<void> {
  const subject: Essay | Painting = await remark.subject;
  const other = await remark.other;
  isTrue<Equal<typeof other extends Essay | Painter | null ? 1 : 0, 1>>();
  isTrue<Equal<null extends typeof other ? 1 : 0, 1>>();
  isTrue<Equal<null extends typeof subject ? 1 : 0, 0>>();

  const loaded = await Remark.find(1, { with: { subject: true, other: true } });
  if (loaded.subject instanceof Essay) void loaded.subject.title;
  else void loaded.subject.file;
  if (loaded.other !== null) void loaded.other.id;

  const deep = await Remark.with({
    subject: { essay: { with: { author: true } }, painting: true },
  });
  const first = deep[0]?.subject;
  if (first instanceof Essay) void first.author?.name;

  Remark.where({ subject: essay, other: null });
  Remark.where({ subject: { type: "essay" } });
  Remark.where({ subject: { type: ["essay", "painting"] } });
  Remark.where({
    subject: { type: "essay", where: { author: { name: "Ada" } } },
    or: [{ other: { type: "painter", where: { name: { ilike: "a%" } } } }],
  });
  Remark.where({ subjectType: "essay", subjectId: 1 });
  Essay.where({ remarks: { some: { text: "x", subject: { type: "essay" } } } });
  Painting.where({ remark: { text: "x" } });
  Entry.where({ entryable: { type: "painting", where: { file: "x" } } });

  await Remark.create({ text: "x", subject: essay });
  await Remark.create({ text: "x", subjectType: "essay", subjectId: 1 });
  await Remark.create({ text: "x", subject: painting, other: painter });
  await Entry.create({ entryable: new Painting() });
  await Remark.insertAll([{ text: "x", subject: essay, other: null }]);
  await remark.update({ subject: painting, other: null });
  remark.subject = essay;

  const where: Where<Remark> = { subject: { type: "essay" } };
  const relations: With<Remark> = { subject: { painting: true } };
  const create: Create<Remark> = { text: "x", subject: essay };
  const update: Update<Remark> = { other: essay };
  const titleOf = (each: Loaded<Remark, { subject: true }>): string =>
    each.subject instanceof Essay ? each.subject.title : each.subject.file;
  void [where, relations, create, update, titleOf];
}

/** Every statement here is refused, with the sentence above it in the compiler's message. */
export async function refuse(): Promise<void> {
  // expected: Property 'title' does not exist
  // @ts-expect-error
  void remark.subject.title;

  // expected: Type '"user"' is not assignable to type '"essay" | "painting"
  // @ts-expect-error
  Remark.where({ subject: { type: "user" } });

  // expected: is not assignable to type
  // @ts-expect-error
  Remark.where({ subject: painter });

  // expected: 'file' does not exist in type 'Where<Essay>'
  // @ts-expect-error
  Remark.where({ subject: { type: "essay", where: { file: "x" } } });

  // expected: arx: "title" may be undefined; leave the key out or write null
  // @ts-expect-error
  Remark.where({ subject: { type: "essay", where: { title: maybeText } } });

  // expected: Type 'Painter' is missing the following properties
  // @ts-expect-error
  await Remark.create({ text: "x", subject: painter });

  // expected: arx: give "subject" or "subjectId"
  // @ts-expect-error
  await Remark.create({ text: "x", subjectId: 1 });

  // expected: 'painter' does not exist in type 'WithVariants<
  // @ts-expect-error
  Remark.with({ subject: { painter: true } });

  // expected: 'remark' does not exist in type 'With<Essay>'
  // @ts-expect-error
  Remark.with({ subject: { essay: { with: { remark: true } } } });

  // expected: Type 'null' is not assignable
  // @ts-expect-error
  remark.subject = null;
}

/** Every decorator here is refused. */
export class Fields extends ManagedObject {
  // expected: arx: declare the field as Polymorphic<{ … }>, with the same models by the same names
  // @ts-expect-error
  @Polymorphic({ essay: () => Essay }) declare plain: Essay;

  // expected: arx: declare the field as Polymorphic<{ … }>, with the same models by the same names
  // @ts-expect-error
  @Polymorphic({ essay: () => Essay }) declare single: Relate<Essay | null>;

  // expected: arx: the field lists other models than the decorator
  // @ts-expect-error
  @Polymorphic({ essay: () => Essay, painter: () => Painter })
  declare fewer: Polymorphic<{ essay: Essay } | null>;

  // expected: arx: the field lists other models than the decorator
  // @ts-expect-error
  @Polymorphic({ article: () => Essay })
  declare named: Polymorphic<{ essay: Essay } | null>;

  // expected: arx: the field lists other models than the decorator
  // @ts-expect-error
  @Polymorphic({ essay: () => Painting })
  declare typed: Polymorphic<{ essay: Essay } | null>;

  // expected: arx: the relation is optional; declare the field as Polymorphic<{ … } | null>, or write required: true
  // @ts-expect-error
  @Polymorphic({ essay: () => Essay })
  declare missing: Polymorphic<{ essay: Essay }>;

  // expected: arx: the relation is required; take | null away
  // @ts-expect-error
  @Polymorphic({ essay: () => Essay }, { required: true })
  declare surplus: Polymorphic<{ essay: Essay } | null>;

  // expected: 'requird' does not exist in type 'PolymorphicOptions'
  // @ts-expect-error
  @Polymorphic({ essay: () => Essay }, { requird: true })
  declare option: Polymorphic<{ essay: Essay } | null>;

  // expected: arx: the relation is required; take | null away
  // @ts-expect-error
  @DelegatedType({ essay: () => Essay })
  declare delegated: DelegatedType<{ essay: Essay } | null>;

  // expected: arx: "restore" is reserved by arx; choose another name
  // @ts-expect-error
  @Polymorphic({ essay: () => Essay }) declare restore: never;
}

/** The other side is compared as well. */
export class Owner extends ManagedObject {
  @Column() declare fortune: string;

  // expected: arx: the inverse refers to another model
  // @ts-expect-error
  @HasMany(() => Remark, (each) => each.subject)
  declare remarks: HasMany<Remark>;
}
