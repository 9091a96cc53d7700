import {
  Column,
  Defaulted,
  HasOne,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table("rule_owners")
class Owner extends ManagedObject {
  @PrimaryKey({ type: "uuid", default: "v7" }) declare id: string;
  @Column({ type: "text" }) declare name: string;
  @HasOne(() => Badge, (badge) => badge.owner) declare badge: HasOne<Badge>;
}

@Table("rule_badges")
class Badge extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Owner, { required: true, onDelete: "cascade" })
  declare owner: Relate<Owner>;
}

@Table("rule_notes")
class Note extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Owner) declare author: Relate<Owner | null>;
  @Column({ nullable: true }) declare authorId: string | null;
}

@Table("rule_debts")
class Debt extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Owner, { required: true }) declare debtor: Relate<Owner>;
}

const nobody = "01900000-0000-7000-8000-000000000000";

@Table("rule_pets")
class Pet extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "uuid", default: nobody }) declare keeperId: string;
  @Relate(() => Owner, { required: true, onDelete: "setDefault" })
  declare keeper: Relate<Owner>;
  declare [Defaulted]?: "keeperId";
}

describeEachEngine("the key of a relation", (engine) => {
  const opened = useModels(engine, [Owner, Badge, Note, Debt, Pet]);

  const remove = (owner: Owner): Promise<unknown> =>
    opened.database.execute("delete from rule_owners where id = ?", [owner.id]);

  test("does what is declared when the other row is deleted by SQL", async () => {
    const owner = await Owner.create({ name: "Ann" });
    await Owner.insertAll([{ id: nobody, name: "nobody" }]);
    await Badge.create({ owner });
    await Note.create({ author: owner });
    await Pet.create({ keeper: owner });
    await remove(owner);
    expect(await Badge.count()).toBe(0);
    expect(await Note.pluck("authorId")).toEqual([null]);
    expect(await Pet.pluck("keeperId")).toEqual([nobody]);
  });

  test("keeps the other row where the relation is required and nothing else is said", async () => {
    const debtor = await Owner.create({ name: "Bob" });
    await Debt.create({ debtor });
    await expect(remove(debtor)).rejects.toMatchObject({
      name: "ForeignKeyViolationError",
      constraint: "rule_debts_debtor_id_fkey",
    });
    expect(await Owner.count()).toBe(1);
  });

  test("is of the type it refers to, with one constraint and one index, unique where one record refers back", async () => {
    const rows = await opened.database.query(
      `select c.conrelid::regclass::text as "table", c.conname as name, pg_get_constraintdef(c.oid) as definition,
              format_type(a.atttypid, a.atttypmod) as type,
              (select array_agg(i.indisunique) from pg_index i
                where i.indrelid = c.conrelid and i.indkey[0] = a.attnum) as indexes
         from pg_constraint c
         join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' order by 1`,
    );
    const fkey = (table: string, column: string, rest: string): object => ({
      table,
      name: `${table}_${column}_fkey`,
      definition: `FOREIGN KEY (${column}) REFERENCES rule_owners(id)${rest}`,
      type: "uuid",
      indexes: [table === "rule_badges"],
    });
    expect(rows).toEqual([
      fkey("rule_badges", "owner_id", " ON DELETE CASCADE"),
      fkey("rule_debts", "debtor_id", " ON DELETE RESTRICT"),
      fkey("rule_notes", "author_id", " ON DELETE SET NULL"),
      fkey("rule_pets", "keeper_id", " ON DELETE SET DEFAULT"),
    ]);
  });

  test("lets no second record refer where one does", async () => {
    const owner = await Owner.create({ name: "Eve" });
    await Badge.create({ owner });
    await expect(Badge.create({ owner })).rejects.toMatchObject({
      name: "UniqueViolationError",
      constraint: "rule_badges_owner_id_key",
    });
  });
});
