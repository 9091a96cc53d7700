import {
  Column,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  Polymorphic,
  PrimaryKey,
  Relate,
} from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

/** Relations through others, and what relations declare of their records. */
class District extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => School, (school) => school.district)
  declare schools: HasMany<School>;
  @HasMany(() => Pupil, { through: "schools", source: "pupils" })
  declare pupils: HasMany<Pupil>;
  @HasMany(() => Club, { through: "pupils", source: "clubs" })
  declare clubs: HasMany<Club>;
  @HasMany(
    () => Pupil,
    { through: "schools", source: "pupils" },
    { where: { age: { gte: 18 } }, orderBy: [{ age: "desc" }, { id: "asc" }] },
  )
  declare adults: HasMany<Pupil>;
  @HasOne(
    () => Pupil,
    { through: "schools", source: "pupils" },
    { latestOfMany: ["bornOn", "id"] },
  )
  declare youngest: HasOne<Pupil>;

  // expected: arx: through names no relation of this model
  // @ts-expect-error
  @HasMany(() => Pupil, { through: "scools", source: "pupils" })
  declare misspelt: HasMany<Pupil>;

  // expected: arx: through names no relation of this model
  // @ts-expect-error
  @HasMany(() => Pupil, { through: "name", source: "pupils" })
  declare ofColumn: HasMany<Pupil>;

  // expected: arx: source names no relation of the model that through leads to
  // @ts-expect-error
  @HasMany(() => Pupil, { through: "schools", source: "pupil" })
  declare misspeltSource: HasMany<Pupil>;

  // expected: arx: source leads to another model than the decorator
  // @ts-expect-error
  @HasMany(() => Club, { through: "schools", source: "pupils" })
  declare elsewhere: HasMany<Club>;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @HasMany(() => Pupil, { through: "schools", source: "pupils" })
  declare otherField: HasMany<Club>;

  // expected: arx: source leads to records of several models; name a relation to records of one
  // @ts-expect-error
  @HasMany(() => Club, { through: "pupils", source: "joined" })
  declare ofSeveral: HasMany<Club>;

  // expected: arx: declare the field as HasOne<…>
  // @ts-expect-error
  @HasOne(() => Pupil, { through: "schools", source: "pupils" })
  declare many: HasMany<Pupil>;

  // expected: arx: a way has through and source alone; write other options in the next argument
  // @ts-expect-error
  @HasMany(() => Pupil, { through: "schools", source: "pupils", where: {} })
  declare tooMuch: HasMany<Pupil>;

  // expected: Property 'source' is missing in type
  // @ts-expect-error
  @HasMany(() => Pupil, { through: "schools" })
  declare unsaid: HasMany<Pupil>;
}

class School extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => District, { required: true })
  declare district: Relate<District>;
  @HasMany(() => Pupil, (pupil) => pupil.school, {
    where: () => ({ bornOn: { lt: new Date() } }),
    orderBy: { school: { name: "asc" } },
  })
  declare born: HasMany<Pupil>;
  @HasMany(() => Pupil, (pupil) => pupil.school)
  declare pupils: HasMany<Pupil>;
  @HasOne(() => Pupil, (pupil) => pupil.school, { ofMany: { age: "desc" } })
  declare oldest: HasOne<Pupil>;
  @HasOne(() => Pupil, (pupil) => pupil.school, {
    oldestOfMany: "bornOn",
    where: { age: { gt: 5 } },
  })
  declare first: HasOne<Pupil>;

  @HasMany(() => Pupil, (pupil) => pupil.school, {
    // expected: Object literal may only specify known properties
    // @ts-expect-error
    where: { aged: 5 },
  })
  declare wrongWhere: HasMany<Pupil>;

  @HasMany(() => Pupil, (pupil) => pupil.school, {
    // expected: Type 'string' is not assignable to type
    // @ts-expect-error
    where: { age: "five" },
  })
  declare wrongValue: HasMany<Pupil>;

  @HasMany(() => Pupil, (pupil) => pupil.school, {
    // expected: Object literal may only specify known properties
    // @ts-expect-error
    orderBy: { aged: "asc" },
  })
  declare wrongOrder: HasMany<Pupil>;

  @HasOne(() => Pupil, (pupil) => pupil.school, {
    // expected: is not assignable to type
    // @ts-expect-error
    latestOfMany: "clubs",
  })
  declare byRelation: HasOne<Pupil>;

  @HasOne(() => Pupil, (pupil) => pupil.school, {
    latestOfMany: "age",
    // expected: arx: keep one of latestOfMany, oldestOfMany and ofMany
    // @ts-expect-error
    oldestOfMany: "age",
  })
  declare both: HasOne<Pupil>;
}

class Pupil extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare age: number;
  @Column({ type: "timestamptz" }) declare bornOn: Date;
  @Relate(() => School, { required: true }) declare school: Relate<School>;
  @HasOne(() => District, { through: "school", source: "district" })
  declare district: HasOne<District>;
  @Polymorphic({ club: () => Club, school: () => School })
  declare joined: Polymorphic<{ club: Club; school: School } | null>;
  @ManyToMany(() => Club, {
    through: () => Membership,
    where: { name: { ne: "" } },
    orderBy: { name: "asc" },
  })
  declare clubs: ManyToMany<Club>;

  @ManyToMany(() => Club, {
    through: () => Membership,
    // expected: Object literal may only specify known properties
    // @ts-expect-error
    where: { nane: "" },
  })
  declare wrongClubs: ManyToMany<Club>;
}

class Club extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
}

class Membership extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Pupil, { required: true }) declare pupil: Relate<Pupil>;
  @Relate(() => Club, { required: true }) declare club: Relate<Club>;
}

export async function read(): Promise<void> {
  const district = await District.find(1, {
    with: {
      clubs: { where: { name: "chess" }, orderBy: { name: "asc" }, limit: 3 },
      youngest: { with: { clubs: true } },
    },
  });
  const found = district.clubs.map((club) => club);
  isTrue<Equal<typeof found, Club[]>>();
  district.youngest?.clubs.at(0)?.name.trim();
  await District.where({
    clubs: { some: { name: "chess" } },
    youngest: { age: { lt: 6 } },
  }).orderBy({ youngest: { age: "asc" } });
  await Pupil.orderBy({ district: { name: "asc" } });
  const names: string[] = (await district.pupils).flatMap(({ clubs }) =>
    clubs === undefined ? [] : ["club"],
  );
  names.at(0);
}
