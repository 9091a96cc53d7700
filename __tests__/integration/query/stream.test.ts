import { Column, ManagedObject, PrimaryKey, Table } from "arx";
import { AfterFind, HasMany, Relate, sql, transaction } from "arx";
import { describeEachEngine } from "../../support/engines";
import { describeEachServer } from "../../support/servers";
import { useModels } from "../../support/use-models";

@Table()
class Sensor extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Reading, (reading) => reading.sensor)
  declare readings: HasMany<Reading>;
}

@Table()
class Reading extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare value: number;
  @Relate(() => Sensor) declare sensor: Relate<Sensor | null>;
}

@Table()
class Alarm extends ManagedObject {
  static readonly found: number[] = [];
  @PrimaryKey() declare id: number;
  @AfterFind() tell(): void {
    if (this.id === 3) throw new Error("alarm 3");
    Alarm.found.push(this.id);
  }
}

describeEachEngine("A stream", (engine) => {
  const models = useModels(engine, [Sensor, Reading, Alarm]);
  const fill = async (count: number): Promise<unknown> =>
    sql`insert into ${Reading} (value) select n % 10 from generate_series(1, ${count}::int) as n`;
  const cursors = async (): Promise<number> =>
    Number(
      (
        await sql<{ n: number }>`select count(*)::int as n from pg_cursors
        where name like 'arx_stream%'`
      )[0]?.n,
    );
  const idle = async (): Promise<void> => {
    expect(models.database.stats().active).toBe(0);
    expect(await cursors()).toBe(0);
  };

  it("gives the records in the query's order, one by one", async () => {
    await fill(5);
    const query = Reading.where({ value: { gt: 1 } }).orderBy({ id: "desc" });
    const ids: number[] = [];
    for await (const reading of query.stream({ batch: 2 })) {
      expect(reading).toBeInstanceOf(Reading);
      ids.push(reading.id);
    }
    expect(ids).toEqual([5, 4, 3, 2]);
    await idle();
  });

  it.each([0, 1, 2, 3, 4, 1001])(
    "gives all of %p rows, whatever a batch holds",
    async (count) => {
      await fill(count);
      for (const options of [{ batch: 1 }, { batch: 2 }, { batch: 7 }, {}]) {
        if (count > 10 && options.batch === 1) continue;
        let last = 0;
        for await (const { id } of Reading.orderBy({ id: "asc" }).stream(
          options,
        ))
          expect(id).toBe(++last);
        expect(last).toBe(count);
      }
      await idle();
    },
  );

  it("honours limit and offset, plain rows and relations", async () => {
    const sensor = await Sensor.create({ name: "north" });
    await Reading.insertAll([1, 2, 3, 4].map((value) => ({ value, sensor })));
    const query = Reading.orderBy({ id: "asc" }).offset(1).limit(2);
    const rows: unknown[] = [];
    for await (const row of query.select("value").stream({ batch: 1 }))
      rows.push(row);
    expect(rows).toEqual([{ value: 2 }, { value: 3 }]);
    const names: string[] = [];
    for await (const { sensor } of query.with({ sensor: true }).stream())
      names.push(sensor?.name ?? "none");
    expect(names).toEqual(["north", "north"]);
    for await (const _ of Reading.limit(0).stream())
      throw new Error(`${String(_.id)} is not there`);
    await idle();
  });

  it("shows what was there when it began, while the loop changes it", async () => {
    await fill(6);
    const seen: number[] = [];
    const query = Reading.where({ value: { lt: 100 } }).orderBy({ id: "asc" });
    for await (const reading of query.stream({ batch: 2 })) {
      seen.push(reading.value);
      await Reading.where({ value: { lt: 100 } }).updateAll({ value: 100 });
      await fill(1);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    await idle();
  });

  it("ends early by break, return and throw, and leaves nothing behind", async () => {
    await fill(10);
    for await (const reading of Reading.stream({ batch: 2 })) {
      if (reading.id === 1) continue;
      break;
    }
    await idle();
    const failing = async (): Promise<void> => {
      for await (const reading of Reading.stream({ batch: 2 }))
        throw new Error(`at ${String(reading.id)}`);
    };
    await expect(failing()).rejects.toThrow("at 1");
    await idle();
    const stream = Reading.stream({ batch: 2 });
    expect((await stream.next()).value).toMatchObject({ id: 1 });
    expect(await stream.return?.()).toEqual({ done: true, value: undefined });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    await idle();
    const untouched = Reading.stream();
    expect(await untouched.return?.()).toEqual({
      done: true,
      value: undefined,
    });
    await idle();
  });

  it("answers calls in their order, when they do not wait for each other", async () => {
    await fill(5);
    const stream = Reading.orderBy({ id: "asc" }).stream({ batch: 2 });
    const results = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map(() => stream.next()),
    );
    expect(
      results.map(({ done, value }) => (done === true ? "done" : value.id)),
    ).toEqual([1, 2, 3, 4, 5, "done", "done"]);
    await idle();
  });

  it("can run beside another, and beside itself", async () => {
    await fill(4);
    const query = Reading.orderBy({ id: "asc" });
    const pairs: string[] = [];
    for await (const one of query.stream({ batch: 3 }))
      for await (const other of query.stream({ batch: 3 }))
        pairs.push(`${String(one.id)}${String(other.id)}`);
    expect(pairs).toHaveLength(16);
    expect([pairs[0], pairs[5], pairs[15]]).toEqual(["11", "22", "44"]);
    await idle();
  });

  it("rejects with an error of the server, and gives back what it took", async () => {
    await fill(5);
    const query = Reading.where(sql`10 / (id - 4) is not null`).orderBy({
      id: "asc",
    });
    const seen: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const { id } of query.stream({ batch: 1 })) seen.push(id);
    };
    await expect(reading()).rejects.toMatchObject({ sqlState: "22012" });
    await idle();
    await expect(
      (async () => {
        for await (const _ of Reading.where(sql`nothing = 1`).stream())
          seen.push(_.id);
      })(),
    ).rejects.toMatchObject({ sqlState: "42703" });
    await idle();
    const partial = Reading.fromSql(sql`select id from ${Reading}`).stream();
    await expect(partial.next()).rejects.toThrow(
      'Reading.fromSql: the statement gives no column "value", which Reading.value is read from.',
    );
    await idle();
  });

  it("gives nothing after its end, whatever was on its way", async () => {
    await fill(5);
    const stream = Reading.stream({ batch: 2 });
    await stream.next();
    const pending = [stream.next(), stream.next()];
    expect(await stream.return?.()).toEqual({ done: true });
    await Promise.all(pending);
    expect(await stream.next()).toEqual({ done: true });
    await idle();
  });

  it("tells records that they were found, and rejects with what they throw", async () => {
    Alarm.found.length = 0;
    await Alarm.insertAll([{}, {}, {}, {}]);
    const reading = async (): Promise<void> => {
      for await (const { id } of Alarm.orderBy({ id: "asc" }).stream({
        batch: 2,
      }))
        expect(Alarm.found).toContain(id);
    };
    await expect(reading()).rejects.toThrow("alarm 3");
    await idle();
  });

  it("reads inside of a transaction what that has written, and ends with the loop", async () => {
    await transaction(async () => {
      await fill(5);
      const ids: number[] = [];
      for await (const reading of Reading.orderBy({ id: "asc" }).stream({
        batch: 2,
      })) {
        ids.push(reading.id);
        await transaction(() => reading.update({ value: 99 }));
        expect(await cursors()).toBe(1);
      }
      expect(ids).toEqual([1, 2, 3, 4, 5]);
      expect(await cursors()).toBe(0);
      const unread = Reading.stream({ batch: 2 });
      await unread.next();
      await unread.return?.();
      expect(await cursors()).toBe(0);
    });
    expect(await Reading.where({ value: 99 }).count()).toBe(5);
    await idle();
  });

  it("leaves a failed transaction with its own error", async () => {
    await fill(3);
    const failing = transaction(async () => {
      for await (const { id } of Reading.stream({ batch: 1 }))
        await sql`select 1 / (${id}::int - 1)`;
    });
    await expect(failing).rejects.toMatchObject({ sqlState: "22012" });
    await idle();
  });

  it("cannot go on when the transaction around it has ended", async () => {
    await fill(3);
    const stream = Reading.stream({ batch: 1 });
    await transaction(async () => {
      await stream.next();
    });
    await expect(stream.next()).rejects.toMatchObject({
      name: "TransactionClosedError",
    });
    await idle();
  });

  it("reads on a reserved connection, where the loop goes on using it", async () => {
    await fill(3);
    await models.database.reserve(async () => {
      let sum = 0;
      for await (const { id } of Reading.stream({ batch: 1 }))
        sum += id + (await transaction(() => Reading.count()));
      expect(sum).toBe(15);
      expect(await cursors()).toBe(0);
    });
    await idle();
  });

  it("locks records in a transaction, and refuses to do so outside", async () => {
    await fill(2);
    const locking = Reading.where({}).lock("update");
    await transaction(async () => {
      for await (const reading of locking.stream({ batch: 1 }))
        await reading.update({ value: 50 });
    });
    expect(await Reading.where({ value: 50 }).count()).toBe(2);
    await expect(locking.stream().next()).rejects.toThrow(
      "A query of Reading locks its rows until the transaction ends, and there is none.",
    );
  });

  it("refuses options that there are not, at the first record", async () => {
    const refused = async (options: unknown): Promise<unknown> =>
      Reading.stream(options as never).next();
    await expect(refused({ batch: 0 })).rejects.toThrow(
      "Reading.stream.batch takes a whole number from 1 up, not 0.",
    );
    await expect(refused({ bath: 5 })).rejects.toMatchObject({
      message: 'Reading.stream has no option "bath".',
      hint: 'Did you mean "batch"?',
    });
  });
});

describeEachServer("A stream of a server", (engine) => {
  const models = useModels(engine, [Sensor, Reading]);

  it("holds one connection, and none once it has ended", async () => {
    await sql`insert into ${Reading} (value) select 1 from generate_series(1, 10)`;
    for await (const { id } of Reading.stream({ batch: 2 })) {
      expect(models.database.stats().active).toBe(1);
      if (id === 5) break;
    }
    expect(models.database.stats().active).toBe(0);
  });

  it("reads relations on its own connection, in its own transaction", async () => {
    const sensor = await Sensor.create({ name: "north" });
    await Reading.insertAll([{ value: 1, sensor }]);
    const texts: string[] = [];
    const stop = models.database.on("query", ({ text }) => {
      texts.push(
        text
          .replace(/arx_stream_\d+/, "arx_stream")
          .replace(/select .* from "public"/, "select … from"),
      );
    });
    for await (const each of Reading.with({ sensor: true }).stream())
      expect(each.sensor?.name).toBe("north");
    stop();
    expect(texts).toEqual([
      "begin",
      'declare "arx_stream" no scroll cursor for select … from."readings"',
      'fetch 1000 from "arx_stream"',
      'select … from."sensors" where "sensors"."id" = any($1)',
      "commit",
    ]);
  });

  it("reads 100,000 rows in portions, by cursor and by key", async () => {
    await sql`insert into ${Reading} (value) select n from generate_series(1, 100000) as n`;
    const rows: number[] = [];
    const stop = models.database.on("query", (event) => {
      rows.push(event.rows);
    });
    let sum = 0;
    for await (const { value } of Reading.stream()) sum += value;
    const streamed = rows.splice(0);
    for await (const { value } of Reading.findEach()) sum += value;
    stop();
    expect(sum).toBe(100_000 * 100_001);
    // What begins and ends, a hundred full portions, and an empty one.
    expect(streamed.filter((count) => count === 1000)).toHaveLength(100);
    expect(streamed).toHaveLength(104);
    expect(rows).toEqual([...new Array<number>(100).fill(1000), 0]);
  });

  it("gives back its connection when that is lost", async () => {
    await sql`insert into ${Reading} (value) select 1 from generate_series(1, 10)`;
    const stream = Reading.stream({ batch: 2 });
    await stream.next();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and datname = current_database() and state = 'idle in transaction'`;
    const reading = async (): Promise<void> => {
      for await (const { id } of stream) expect(id).toBeLessThan(10);
    };
    await expect(reading()).rejects.toMatchObject({ name: "ConnectionError" });
    expect(models.database.stats().active).toBe(0);
    expect(await Reading.count()).toBe(10);
  });

  it("does not tell whoever leaves it of an error in rows that were not asked for", async () => {
    await sql`insert into ${Reading} (value) select 1 from generate_series(1, 10)`;
    const query = Reading.where(sql`10 / (id - 4) is not null`);
    const seen: number[] = [];
    for await (const { id } of query
      .orderBy({ id: "asc" })
      .stream({ batch: 2 })) {
      seen.push(id);
      break;
    }
    expect(seen).toEqual([1]);
    expect(models.database.stats().active).toBe(0);
  });

  it("stops a batch that takes longer than the timeout of the query", async () => {
    await sql`insert into ${Reading} (value) select 1 from generate_series(1, 3)`;
    const query = Reading.where(sql`pg_sleep(id * 0.1 - 0.1) is not null`)
      .orderBy({ id: "asc" })
      .timeout(150);
    const seen: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const { id } of query.stream({ batch: 1 })) seen.push(id);
    };
    await expect(reading()).rejects.toMatchObject({
      name: "QueryTimeoutError",
    });
    expect(seen).not.toContain(3);
    expect(models.database.stats().active).toBe(0);
  });
});
