import {
  Assignable,
  Column,
  ManagedObject,
  PrimaryKey,
  Serialize,
  Stored,
} from "arx";

/** Every decorator here is refused, with the sentence above it in the compiler's message. */
class Values extends ManagedObject {
  // expected: arx: transform.to must take what the field holds
  // @ts-expect-error
  @Column({
    type: "text",
    transform: { to: (n: number) => String(n), from: (t: string) => Number(t) },
  })
  declare takes: string;

  // expected: arx: transform.to must return string, which the column holds
  // @ts-expect-error
  @Column({
    type: "numeric",
    transform: { to: (u: URL) => 5, from: (t: string) => new URL(t) },
  })
  declare stores: URL;

  // expected: arx: transform.from must take string, which the column holds
  // @ts-expect-error
  @Column({
    type: "text",
    transform: {
      to: (u: URL) => u.href,
      from: (t: number) => new URL(String(t)),
    },
  })
  declare reads: URL;

  // expected: arx: transform.from must return what the field holds
  // @ts-expect-error
  @Column({
    type: "text",
    transform: { to: (u: URL) => u.href, from: (t: string) => t },
  })
  declare gives: URL;

  // expected: Property 'from' is missing
  // @ts-expect-error
  @Column({ type: "text", transform: { to: (u: URL) => u.href } })
  declare oneWay: URL;

  // expected: arx: a column with a transform needs its type
  // @ts-expect-error
  @Column({
    transform: { to: (u: URL) => u.href, from: (t: string) => new URL(t) },
  })
  declare untyped: URL;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({
    type: "text",
    default: "x",
    transform: { to: (u: URL) => u.href, from: (t: string) => new URL(t) },
  })
  declare defaulted: URL;

  // expected: arx: the field may be null; write nullable: true
  // @ts-expect-error
  @Column({
    type: "text",
    transform: { to: (u: URL) => u.href, from: (t: string) => new URL(t) },
  })
  declare mayBeNull: URL | null;

  // expected: arx: normalize must take what the field holds
  // @ts-expect-error
  @Column({ normalize: (text) => text.trim() }) declare count: number;

  // expected: arx: normalize must return what the field holds
  // @ts-expect-error
  @Column({ normalize: (text) => text.trim() || null }) declare never: string;

  // expected: arx: normalize must take what the field holds
  // @ts-expect-error
  @Column({
    type: "text",
    nullable: true,
    normalize: { apply: (text: string) => text, toNull: true },
  })
  declare nulls: string | null;

  // expected: arx: coerce goes with numbers, booleans, times and texts
  // @ts-expect-error
  @Column({ type: "uuid", coerce: true }) declare uuid: string;

  @Column({
    type: "text",
    // expected: arx: nothing is known of what a transform takes; leave coerce out
    // @ts-expect-error
    coerce: true,
    transform: {
      to: (u: URL) => u.href,
      from: (t: string) => new URL(t),
    },
  })
  declare coerced: URL;

  // expected: arx: the default is no value of the field
  // @ts-expect-error
  @Column({ default: () => "x" }) declare made: number;

  // expected: Type 'string' is not assignable to type 'boolean
  // @ts-expect-error
  @Column({ private: "yes" }) declare secret: string;
}

/** Members that are no columns. */
class Members extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "jsonb" }) declare settings: { theme?: string; size: number };
  @Column({ type: "jsonb", nullable: true }) declare layout: {
    size: number;
  } | null;

  // expected: arx: the class has no column "setings"
  // @ts-expect-error
  @Stored("setings") declare missing: string;

  // expected: arx: the document has no key "colour"
  // @ts-expect-error
  @Stored("settings") declare colour: string;

  // expected: arx: the key may be missing in the document; declare the field with | undefined
  // @ts-expect-error
  @Stored("settings") declare theme: string;

  // expected: arx: the key may be missing in the document; declare the field with | undefined
  // @ts-expect-error
  @Stored("layout", { key: "size" }) declare width: number;

  // expected: arx: the field must hold what the key of the document holds
  // @ts-expect-error
  @Stored("settings") declare size: string;

  // expected: 'kee' does not exist in type 'StoredOptions'
  // @ts-expect-error
  @Stored("settings", { kee: "size" }) declare other: number;

  // expected: arx: a method without a parameter gives a value and takes none; leave output: false out
  // @ts-expect-error
  @Serialize({ output: false })
  gives(): string {
    return "";
  }

  // expected: arx: a method with a parameter takes a value and gives none; leave input: false out
  // @ts-expect-error
  @Serialize({ input: false })
  takes(value: string): void {
    void value;
  }

  // expected: 'inptu' does not exist in type 'SerializeOptions'
  // @ts-expect-error
  @Serialize({ inptu: false }) declare typo: string;

  declare [Assignable]?: "theme";
}

void [Values, Members];
