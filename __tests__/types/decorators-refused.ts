import {
  Check,
  Column,
  CompositeIndex,
  CreatedAt,
  HasMany,
  HasOne,
  Index,
  ManagedObject,
  ManyToMany,
  PrimaryKey,
  Range,
  Relate,
  Seed,
  Table,
  Unique,
  UpdatedAt,
} from "arx";
import { Article, ArticleLabel, Label, Profile, Status, User } from "./models";

/** Every decorator here is refused, with the sentence above it in the compiler's message. */
class Columns extends ManagedObject {
  // expected: arx: a column of type integer takes a field of number
  // @ts-expect-error
  @Column({ type: "integer" }) declare integerOnText: string;

  // expected: arx: a column of type numeric takes a field of string
  // @ts-expect-error
  @Column({ type: "numeric" }) declare numericOnNumber: number;

  // expected: arx: a column of type timestamptz takes a field of Date
  // @ts-expect-error
  @Column({ type: "timestamptz" }) declare timeOnText: string;

  // expected: arx: a column of type bigint takes a field of number
  // @ts-expect-error
  @Column({ type: "bigint" }) declare bigintWithoutMode: bigint;

  // expected: arx: a column of type bigint takes a field of bigint
  // @ts-expect-error
  @Column({ type: "bigint", mode: "bigint" }) declare modeWithNumber: number;

  // expected: arx: a column of type text[] takes a field of string[]
  // @ts-expect-error
  @Column({ type: "text[]" }) declare elements: number[];

  // expected: arx: a column of type text[] takes a field of string[]
  // @ts-expect-error
  @Column({ type: "text[]" }) declare noArray: string;

  // expected: Did you mean '"varchar"'?
  // @ts-expect-error
  @Column({ type: "varchr" }) declare misspeltType: string;

  // expected: arx: the column is nullable; declare the field with | null
  // @ts-expect-error
  @Column({ type: "text", nullable: true }) declare withoutNull: string;

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @Column({ type: "text" }) declare withNull: string | null;

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @Column() declare inferredWithNull: string | null;

  // expected: arx: a nullable column needs its type, for instance type: 'text'
  // @ts-expect-error
  @Column({ nullable: true }) declare nullableWithoutType: string | null;

  // expected: arx: a column of an array needs its type
  // @ts-expect-error
  @Column() declare arrayWithoutType: string[];

  // expected: arx: the column needs its type, for instance type: 'jsonb'
  // @ts-expect-error
  @Column() declare objectWithoutType: { views: number };

  // expected: arx: the field must hold the values of the enum
  // @ts-expect-error
  @Column({ enum: ["a", "b"] }) declare moreThanEnum: "a" | "b" | "c";

  // expected: arx: the field must hold the values of the enum
  // @ts-expect-error
  @Column({ enum: ["a", "b"] }) declare lessThanEnum: "a";

  // expected: arx: the field must hold the values of the enum
  // @ts-expect-error
  @Column({ enum: Status }) declare textOfEnum: string;

  // expected: arx: an enum is kept as text; leave the type out
  // @ts-expect-error
  @Column({ enum: ["a"], type: "integer" }) declare enumWithType: "a";

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "integer", default: "x" }) declare wrongDefault: number;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ enum: Status, default: "nope" }) declare noSuchStatus: Status;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "text[]", default: [1] }) declare wrongElements: string[];

  // expected: arx: a column of type daterange takes a field of Range<string>
  // @ts-expect-error
  @Column({ type: "daterange" }) declare rangeOnText: string;

  // expected: arx: a column of type int4range takes a field of Range<number>
  // @ts-expect-error
  @Column({ type: "int4range" }) declare rangeOfText: Range<string>;

  // expected: arx: a column of type int8range takes a field of Range<number>
  // @ts-expect-error
  @Column({ type: "int8range" }) declare rangeWithoutMode: Range<bigint>;

  // expected: arx: a column of type tstzrange[] takes a field of Range<Date>[]
  // @ts-expect-error
  @Column({ type: "tstzrange[]" }) declare rangeElements: Range<string>[];

  // expected: arx: a column of type point takes a field of { x: number; y: number }
  // @ts-expect-error
  @Column({ type: "point" }) declare pointOnArray: [number, number];

  // expected: arx: a column of type timetz takes a field of string
  // @ts-expect-error
  @Column({ type: "timetz" }) declare timetzOnDate: Date;

  // expected: arx: mode goes with bigint and int8range
  // @ts-expect-error
  @Column({ type: "int4range", mode: "bigint" })
  declare modeOfInt4: Range<number>;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ type: "int4range", default: [1, 2] })
  declare noRange: Range<number>;

  // expected: arx: length goes with varchar and char
  // @ts-expect-error
  @Column({ type: "integer", length: 3 }) declare lengthOfNumber: number;

  // expected: arx: precision goes with type: 'numeric'
  // @ts-expect-error
  @Column({ type: "real", precision: 3 }) declare precisionOfReal: number;

  // expected: arx: there is no option "nulable"
  // @ts-expect-error
  @Column({ type: "text", nulable: true }) declare misspeltOption: string;

  // expected: arx: the field holds a relation; decorate it with @Relate
  // @ts-expect-error
  @Column() declare relation: Relate<User>;

  // expected: arx: "errors" is reserved by arx; choose another name
  // @ts-expect-error
  @Column() declare errors: string;

  // expected: arx: "then" is reserved by arx; choose another name
  // @ts-expect-error
  @Column() declare then: string;

  // expected: arx: a key of type bigint takes a field of number
  // @ts-expect-error
  @PrimaryKey() declare textKey: string;

  // expected: arx: a key of type uuid takes a field of string
  // @ts-expect-error
  @PrimaryKey({ type: "uuid" }) declare uuidKey: number;

  // expected: Type '"identity"' is not assignable to type
  // @ts-expect-error
  @PrimaryKey({ type: "uuid", default: "identity" }) declare counted: string;

  // expected: arx: a primary key is never null; take | null away
  // @ts-expect-error
  @PrimaryKey() declare nullableKey: number | null;

  // expected: arx: a column of type timestamptz takes a field of Date
  // @ts-expect-error
  @CreatedAt() declare createdText: string;

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @UpdatedAt() declare updatedOrNull: Date | null;
}

class Relations extends ManagedObject {
  // expected: arx: the relation is optional; declare the field as Relate<… | null>, or write required: true
  // @ts-expect-error
  @Relate(() => User) declare optional: Relate<User>;

  // expected: arx: the relation is required; take | null away
  // @ts-expect-error
  @Relate(() => User, { required: true }) declare required: Relate<User | null>;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @Relate(() => User) declare otherModel: Relate<Article | null>;

  // expected: arx: declare the field as Relate<…>, because the record need not be loaded
  // @ts-expect-error
  @Relate(() => User) declare bare: User | null;

  // expected: arx: a relation to many is @HasMany or @ManyToMany
  // @ts-expect-error
  @Relate(() => User) declare many: HasMany<User>;

  // expected: arx: HasOne<…> is the side without the key
  // @ts-expect-error
  @Relate(() => User) declare one: HasOne<User>;

  // expected: arx: a required relation cannot be set to null
  // @ts-expect-error
  @Relate(() => User, { required: true, onDelete: "setNull" })
  declare rule: Relate<User>;

  // expected: Type '"nope"' is not assignable to type
  // @ts-expect-error
  @Relate(() => User, { references: "nope" })
  declare references: Relate<User | null>;

  // expected: arx: there is no option "requird"
  // @ts-expect-error
  @Relate(() => User, { requird: true, name: "x" })
  declare option: Relate<User>;

  // expected: arx: the inverse refers to another model
  // @ts-expect-error
  @HasMany(() => Article, (a) => a.author) declare ofUser: HasMany<Article>;

  // expected: arx: the inverse is no @Relate of the other model
  // @ts-expect-error
  @HasMany(() => Article, (a) => a.title) declare ofColumn: HasMany<Article>;

  // expected: arx: the inverse is a has side itself; the key must lie on one side
  // @ts-expect-error
  @HasMany(() => User, (user) => user.profile) declare bothHave: HasMany<User>;

  // expected: Property 'autor' does not exist on type 'Article'
  // @ts-expect-error
  @HasMany(() => Article, (a) => a.autor) declare misspelt: HasMany<Article>;

  // expected: arx: declare the field as HasMany<…>
  // @ts-expect-error
  @HasMany(() => Article, (a) => a.author) declare asRelate: Relate<Article>;

  // expected: arx: declare the field as HasOne<…>
  // @ts-expect-error
  @HasOne(() => Profile, (p) => p.user) declare notHasOne: Relate<Profile>;

  // expected: arx: the field refers to another model than the decorator
  // @ts-expect-error
  @ManyToMany(() => Label, { through: () => ArticleLabel })
  declare far: ManyToMany<User>;

  // expected: arx: declare the field as ManyToMany<…>
  // @ts-expect-error
  @ManyToMany(() => Label, { through: () => ArticleLabel })
  declare list: Label[];

  // expected: Property 'nope' does not exist on type 'ArticleLabel'
  // @ts-expect-error
  @ManyToMany(() => Label, { through: () => ArticleLabel, near: (j) => j.nope })
  declare near: ManyToMany<Label>;
}

abstract class Named extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
}

@Table()
// expected: arx: the class has no column or relation "nope"
// @ts-expect-error
@CompositeIndex(["name", "nope"])
class UnknownInIndex extends Named {}

@Table()
// expected: Source has 1 element(s) but target requires 2.
// @ts-expect-error
@CompositeIndex(["name"])
class SingleIndex extends Named {}

@Table()
// expected: arx: the class has no column or relation "nope"
// @ts-expect-error
@Index("name", { include: ["nope"] })
class UnknownIncluded extends Named {}

@Table()
// expected: arx: there is no option "uniqe"
// @ts-expect-error
@Index("name", { uniqe: true, name: "by_name" })
class MisspeltIndexOption extends Named {}

@Table()
// expected: arx: the class has no column or relation "nope"
// @ts-expect-error
@Unique(["name", "nope"])
class UnknownInUnique extends Named {}

@Table()
// expected: arx: the class has no column or relation "nam"
// @ts-expect-error
@Seed([{ nam: "x" }])
class UnknownInSeed extends Named {}

@Table()
// expected: arx: a row of the seed has a value that does not fit its column
// @ts-expect-error
@Seed([{ name: 5 }])
class WrongValueInSeed extends Named {}

@Table()
// expected: is not assignable to parameter of type 'SqlSource'
// @ts-expect-error
@Check("name", 5)
class WrongCheck extends Named {}

// expected: Did you mean to write 'name'?
// @ts-expect-error
@Table({ nam: "x" })
class MisspeltTableOption extends Named {}

export const refused = [
  Columns,
  Relations,
  UnknownInIndex,
  SingleIndex,
  UnknownIncluded,
  MisspeltIndexOption,
  UnknownInUnique,
  UnknownInSeed,
  WrongValueInSeed,
  WrongCheck,
  MisspeltTableOption,
];
