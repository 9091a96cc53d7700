import {
  Column,
  HasMany,
  ManagedObject,
  Polymorphic,
  PrimaryKey,
  Table,
} from "arx";

/** What essays and photos have in common stands in a base class, the remarks on them as well. */
export abstract class Remarkable extends ManagedObject {
  @PrimaryKey() declare id: number;
  @HasMany(() => Remark, (remark) => remark.subject)
  declare remarks: HasMany<Remark>;
}

@Table()
export class Essay extends Remarkable {
  @Column() declare title: string;
}

@Table()
export class Photo extends Remarkable {
  @Column() declare url: string;
}

@Table()
export class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Polymorphic({ essay: () => Essay, photo: () => Photo }, { required: true })
  declare subject: Polymorphic<{ essay: Essay; photo: Photo }>;
}

export class Other extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare colour: string;
  // expected: arx: the inverse refers to another model
  // @ts-expect-error
  @HasMany(() => Remark, "subject")
  declare remarks: HasMany<Remark>;
}

export async function use(essay: Essay): Promise<void> {
  const [remark] = await essay.remarks.where({}).with({ subject: true });
  remark?.subject.remarks;
  await Photo.where({ remarks: { some: { subject: { type: "photo" } } } });
}
