import {
  Assignable,
  Column,
  Defaulted,
  ManagedObject,
  PrimaryKey,
  Serialize,
  Stored,
  Table,
  Transient,
  Virtual,
} from "arx";
import type { ColKey, Create, Update } from "arx";

/** A class that stands for one value, as decimal numbers do. */
class Decimal {
  constructor(readonly text: string) {}

  valueOf(): string {
    return this.text;
  }
}

@Table({ coerce: true })
class Item extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({
    type: "numeric",
    transform: {
      to: (price: Decimal) => price.text,
      from: (text: string) => new Decimal(text),
      equals: (left: Decimal, right: Decimal) => left.text === right.text,
    },
  })
  declare price: Decimal;
  @Column({
    type: "text[]",
    nullable: true,
    transform: {
      to: (tags: ReadonlySet<string>) => [...tags],
      from: (tags: readonly unknown[]) => new Set(tags.map(String)),
    },
  })
  declare tags: Set<string> | null;
  @Column({ normalize: (text) => text.trim() }) declare name: string;
  @Column({ type: "text", nullable: true, normalize: (text) => text || null })
  declare note: string | null;
  @Column({
    type: "text",
    nullable: true,
    normalize: { apply: (text: string | null) => text ?? "", toNull: true },
  })
  declare full: string | null;
  @Column({ normalize: { apply: (n: number) => Math.round(n) } })
  declare rounded: number;
  @Column({ coerce: true }) declare loose: number;
  @Column({ type: "uuid", coerce: false }) declare strict: string;
  @Column({ private: true, omitByDefault: true }) declare secret: string;
  @Column({ type: "jsonb", default: () => [] }) declare list: string[];
  @Column({ type: "jsonb", default: () => ({ size: 1 }) })
  declare settings: { theme?: string; size: number };
  @Stored("settings") declare theme: string | undefined;
  @Stored("settings", { key: "size" }) declare width: number;
  @Transient() declare draft: boolean;
  @Serialize() declare nick: string | null;
  @Serialize({ input: false })
  get initial(): string {
    return this.name.charAt(0);
  }
  @Serialize()
  greeting(): string {
    return this.name;
  }
  @Serialize({ output: false })
  hear(text: string): void {
    void text;
  }
  declare [Defaulted]?: "list" | "settings" | "secret";
  declare [Assignable]?: "theme" | "width" | "nick";
  declare [Virtual]?: "draft" | "initial";
}

const columns: Exclude<ColKey<Item>, "id">[] = [
  "price",
  "tags",
  "name",
  "note",
  "full",
  "rounded",
  "loose",
  "strict",
  "secret",
  "list",
  "settings",
];

const item: Create<Item> = {
  price: new Decimal("1"),
  name: "x",
  rounded: 1,
  loose: 1,
  strict: "",
  theme: "dark",
  nick: "n",
};
const update: Update<Item> = { width: 3, theme: undefined };

async function use(record: Item): Promise<void> {
  await Item.where({ price: new Decimal("1") });
  await Item.where({ price: { gt: new Decimal("1"), in: [new Decimal("2")] } });
  const settings: { size: number } = await record.patchDocument("settings", {
    theme: undefined,
    size: 3,
  });
  // expected: 'colour' does not exist in type
  // @ts-expect-error
  await record.patchDocument("settings", { colour: "red" });
  // expected: 'theme'
  // @ts-expect-error
  await Item.where({ theme: "dark" });
  // expected: arx: the model has no attribute "draft"
  // @ts-expect-error
  await Item.create({ ...item, draft: true });
  record.normalizeAttribute("name").read({}, { accept: ["name"] });
  void settings;
}

void [columns, update, use];
