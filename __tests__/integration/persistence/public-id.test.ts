import {
  Column,
  Defaulted,
  DefinitionError,
  ManagedObject,
  PrimaryKey,
  PublicId,
  Table,
  TypeMismatchError,
  UniqueViolationError,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

@Table({ name: "public_functions" })
class CloudFunction extends ManagedObject {
  @PrimaryKey() declare id: number;
  @PublicId() declare uuid: string;
  @Column() declare name: string;
  declare [Defaulted]?: "uuid";
}

@Table({ name: "public_invoices" })
class Invoice extends ManagedObject {
  @PrimaryKey() declare id: number;
  @PublicId({ version: 7, client: true }) declare number: string;
  declare [Defaulted]?: "number";
}

@Table({ name: "public_plain" })
class Plain extends ManagedObject {
  @PrimaryKey() declare id: number;
}

describeEachEngine("a model with @PublicId", (engine) => {
  const opened = useModels(engine, [CloudFunction, Invoice, Plain]);

  it("has a unique uuid beside its key, and one index for each", async () => {
    const made = await CloudFunction.create({ name: "resize" });
    expect(made.uuid).toMatch(/^[\da-f-]{14}4[\da-f-]{21}$/);
    const [column] = await opened.database.query(
      "select data_type, is_nullable, column_default from information_schema.columns where table_name = 'public_functions' and column_name = 'uuid'",
    );
    expect(column).toEqual({
      data_type: "uuid",
      is_nullable: "NO",
      column_default: "gen_random_uuid()",
    });
    const indexes = await opened.database.query(
      "select indexname from pg_indexes where tablename = 'public_functions' order by 1",
    );
    expect(indexes).toEqual([
      { indexname: "public_functions_pkey" },
      { indexname: "public_functions_uuid_key" },
    ]);
    await expect(
      CloudFunction.create({ name: "again", uuid: made.uuid }),
    ).rejects.toThrow(UniqueViolationError);
  });

  it("is found by it, and by no text that is none", async () => {
    const made = await CloudFunction.create({ name: "resize" });
    const { statements, result } = await countQueries(() =>
      CloudFunction.findByPublicId(made.uuid.toUpperCase()),
    );
    expect(result?.id).toBe(made.id);
    expect(statements).toEqual([
      {
        text:
          'select "public_functions"."id", "public_functions"."uuid", "public_functions"."name" from "public"."public_functions"' +
          ' where "public_functions"."uuid" = $1 limit $2',
        parameters: [made.uuid, "1"],
      },
    ]);
    for (const condition of [{ isNotNull: true }, [made.uuid]])
      await expect(
        CloudFunction.findByPublicId(condition as never),
      ).rejects.toThrow("CloudFunction.findByPublicId takes a text, not an ");
    const hostile = ["", "12", `${made.uuid}'`, made.uuid.slice(1)];
    const { count, result: found } = await countQueries(() =>
      Promise.all(hostile.map((text) => CloudFunction.findByPublicId(text))),
    );
    expect([count, found]).toEqual([0, [null, null, null, null]]);
    await expect(CloudFunction.findByPublicId(12 as never)).rejects.toThrow(
      TypeMismatchError,
    );
  });

  it("may be made by the program, sorted by time, before it is saved", async () => {
    const first = new Invoice();
    const { number } = first;
    await first.save();
    expect(first.number).toBe(number);
    const second = await Invoice.create({});
    expect(first.number).toMatch(/^[\da-f-]{14}7[\da-f-]{21}$/);
    expect(first.number < second.number).toBe(true);
    expect((await Invoice.findByPublicId(second.number))?.id).toBe(second.id);
  });

  it("is needed to be found by it", async () => {
    await expect(Plain.findByPublicId("x")).rejects.toThrow(DefinitionError);
  });
});
