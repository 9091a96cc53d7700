import {
  Column,
  Defaulted,
  DelegatedType,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  Polymorphic,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import type { Query, StrictLoading } from "arx";
import { isTrue } from "./assert";
import type { Equal } from "./assert";

/** A relation with a default is never null, though its key may be. */
@Table({ strictLoading: true })
export class Sketch extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => Painter, { withDefault: true }) declare first: Relate<Painter>;
  @Relate(() => Painter, { withDefault: { name: "unknown", age: null } })
  declare second: Relate<Painter>;
  @Relate(() => Painter, {
    required: true,
    withDefault: (sketch: Sketch) => ({ name: sketch.title }),
    strictLoading: "nPlusOneOnly",
  })
  declare third: Relate<Painter>;
  @Relate(() => Painter, { withDefault: () => ({}) })
  declare fourth: Relate<Painter>;
  @Polymorphic({ painter: () => Painter }, { strictLoading: false })
  declare fifth: Polymorphic<{ painter: Painter } | null>;
  @DelegatedType({ painter: () => Painter }, { strictLoading: true })
  declare sixth: DelegatedType<{ painter: Painter }>;
  declare [Defaulted]?: "first" | "second" | "fourth";
}

@Table()
export class Painter extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Column({ nullable: true, type: "integer" }) declare age: number | null;
  @HasMany(() => Sketch, "first", { strictLoading: true })
  declare sketches: HasMany<Sketch>;
  @HasOne(() => Sketch, "second", { strictLoading: "nPlusOneOnly" })
  declare sketch: HasOne<Sketch>;
  @ManyToMany(() => Painter, {
    through: () => Sketch,
    near: "first",
    far: "second",
    strictLoading: true,
  })
  declare peers: ManyToMany<Painter>;
}

/** What is said of the default is compared with both models. */
export class Wrong extends ManagedObject {
  @PrimaryKey() declare id: number;

  // expected: arx: withDefault gives a record where there is none; take | null away
  // @ts-expect-error
  @Relate(() => Painter, { withDefault: true })
  declare nullable: Relate<Painter | null>;

  // expected: arx: withDefault names "nme", which is no column of the other model
  // @ts-expect-error
  @Relate(() => Painter, { withDefault: { name: "", nme: "" } })
  declare misspelt: Relate<Painter>;

  // expected: arx: withDefault names "sketches", which is no column of the other model
  // @ts-expect-error
  @Relate(() => Painter, { withDefault: () => ({ age: 5, sketches: [] }) })
  declare relation: Relate<Painter>;

  // expected: arx: the function of withDefault takes the record that has the relation
  // @ts-expect-error
  @Relate(() => Painter, { withDefault: (_: Sketch) => ({ age: 5 }) })
  declare otherOwner: Relate<Painter>;

  // expected: Type 'number' is not assignable to type 'string'
  // @ts-expect-error
  @Relate(() => Painter, { withDefault: { name: 5 } })
  declare mistyped: Relate<Painter>;

  // expected: Type 'false' is not assignable to type
  // @ts-expect-error
  @Relate(() => Painter, { withDefault: false })
  declare untrue: Relate<Painter>;

  // expected: Type '"always"' is not assignable to type
  // @ts-expect-error
  @Relate(() => Painter, { strictLoading: "always" })
  declare mode: Relate<Painter | null>;
}

export async function useDefaults(): Promise<void> {
  const sketch = await Sketch.create({
    title: "cat",
    third: new Painter(),
    sixth: new Painter(),
  });
  isTrue<Equal<Awaited<typeof sketch.first>, Painter>>();
  const [loaded] = await Sketch.with({ second: true });
  const name: string | undefined = loaded?.second.name;
  void name;
}

export async function useStrictLoading(): Promise<void> {
  const mode: StrictLoading = "nPlusOneOnly";
  const query: Query<Painter> = Painter.strictLoading()
    .where({ age: 5 })
    .strictLoading(mode);
  const painter: Painter = (await query.find(1)).strictLoading(false);
  await Painter.findMany({ strictLoading: true, where: { id: painter.id } });
  // expected: Argument of type '"all"' is not assignable to parameter of type 'StrictLoading
  // @ts-expect-error
  Painter.strictLoading("all");
  // expected: Type 'number' is not assignable to type 'StrictLoading
  // @ts-expect-error
  await Painter.findMany({ strictLoading: 1 });
}
