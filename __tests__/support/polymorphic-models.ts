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
import { connect } from "../../lib/database/current";
import type { Database } from "../../lib/database/database";
import { createTables } from "./create-schema";
import type { Engine } from "./engines";

@Table("pm_users")
export class Writer extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
}

@Table("pm_essays")
export class Essay extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => Writer) declare author: Relate<Writer | null>;
  @HasMany(() => Remark, (remark) => remark.subject)
  declare remarks: HasMany<Remark>;
  @HasOne(() => Cover, (cover) => cover.wraps)
  declare cover: HasOne<Cover>;
}

@Table("pm_photos")
export class Photo extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare url: string;
  @HasMany(() => Remark, (remark) => remark.subject)
  declare remarks: HasMany<Remark>;
}

@Table("pm_remarks")
export class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
  @Polymorphic({ essay: () => Essay, photo: () => Photo, remark: () => Remark })
  declare subject: Polymorphic<{
    essay: Essay;
    photo: Photo;
    remark: Remark;
  } | null>;
  @Column({ nullable: true }) declare subjectId: number | null;
}

/** At most one for each essay, any number for each photo. */
@Table("pm_covers")
export class Cover extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Polymorphic(
    { Essay: () => Essay, Photo: () => Photo },
    { required: true, name: "wrapped" },
  )
  declare wraps: Polymorphic<{ Essay: Essay; Photo: Photo }>;
  @Column() declare wrapsType: "Essay" | "Photo";
}

/** Keys of two types, kept as text. */
@Table("pm_tokens")
export class Token extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @HasMany(() => Tag, (tag) => tag.target) declare tags: HasMany<Tag>;
}

@Table("pm_tags")
export class Tag extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare label: string;
  @Polymorphic(
    { writer: () => Writer, token: () => Token },
    { required: true, keyType: "text" },
  )
  declare target: Polymorphic<{ writer: Writer; token: Token }>;
}

@Table("pm_messages")
export class Message extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare subject: string;
  @HasOne(() => Entry, (entry) => entry.entryable)
  declare entry: HasOne<Entry>;
}

@Table("pm_notes")
export class Note extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "varchar", length: 5 }) declare text: string;
}

@Table("pm_entries")
export class Entry extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ unique: true }) declare place: string;
  @DelegatedType({ message: () => Message, note: () => Note })
  declare entryable: DelegatedType<{ message: Message; note: Note }>;
}

export const polymorphicModels = [
  Writer,
  Essay,
  Photo,
  Remark,
  Cover,
  Token,
  Tag,
  Message,
  Note,
  Entry,
];

/** A connected database with the empty tables of these models, and a way to be rid of it. */
export async function openPolymorphic(
  engine: Engine,
): Promise<{ database: Database; close: () => Promise<void> }> {
  const made = await engine.create();
  const database = await connect({ database: made.url });
  await createTables(database, polymorphicModels);
  return {
    database,
    close: async () => {
      await database.close();
      await made.drop();
    },
  };
}
