import {
  Ancestors,
  Column,
  Descendants,
  Discriminator,
  HasMany,
  HasOne,
  ManagedObject,
  ManyToMany,
  Polymorphic,
  PrimaryKey,
  Relate,
  SoftDelete,
  Subtype,
  Table,
} from "arx";
import type { Database } from "../../lib/database/database";

/** What every model of the harbour has. */
abstract class Named extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Column({ type: "integer", nullable: true }) declare rank: number | null;
  @Column({ type: "text", nullable: true, omitByDefault: true })
  declare secret: string | null;
}

@Table("hb_ports")
export class Port extends Named {
  @HasMany(() => Vessel, (vessel) => vessel.port)
  declare vessels: HasMany<Vessel>;
  @HasMany(() => Tanker, (tanker) => tanker.port)
  declare tankers: HasMany<Tanker>;
  @HasMany(() => Vessel, (vessel) => vessel.port, {
    where: { rank: { gte: 0 } },
    orderBy: [{ rank: "desc" }, { id: "asc" }],
  })
  declare ranked: HasMany<Vessel>;
  @HasOne(() => Vessel, (vessel) => vessel.port, { latestOfMany: "rank" })
  declare newest: HasOne<Vessel>;
  @HasMany(() => Sailor, { through: "vessels", source: "sailors" })
  declare sailors: HasMany<Sailor>;
  @HasMany(() => Dock, (dock) => dock.port) declare docks: HasMany<Dock>;
  @HasMany(() => Log, (log) => log.subject) declare logs: HasMany<Log>;
}

/** The key has two columns. */
@Table("hb_docks")
export class Dock extends ManagedObject {
  @PrimaryKey({ type: "text" }) declare region: string;
  @PrimaryKey({ type: "integer", default: "none" }) declare number: number;
  @Column() declare name: string;
  @Column({ type: "integer", nullable: true }) declare rank: number | null;
  @Relate(() => Port) declare port: Relate<Port | null>;
  @HasMany(() => Vessel, (vessel) => vessel.dock)
  declare vessels: HasMany<Vessel>;
}

@Table("hb_vessels")
export abstract class Vessel extends Named {
  @Discriminator() declare readonly kind: string;
  @SoftDelete() declare deletedAt: Date | null;
  @Relate(() => Port) declare port: Relate<Port | null>;
  @Relate(() => Dock) declare dock: Relate<Dock | null>;
  @Relate(() => Vessel) declare escort: Relate<Vessel | null>;
  @HasMany(() => Vessel, (vessel) => vessel.escort)
  declare escorted: HasMany<Vessel>;
  @Ancestors(() => Vessel, (vessel) => vessel.escort)
  declare above: Ancestors<Vessel>;
  @Descendants(() => Vessel, (vessel) => vessel.escort)
  declare below: Descendants<Vessel>;
  @ManyToMany(() => Sailor, { through: () => Berth })
  declare sailors: ManyToMany<Sailor>;
  @ManyToMany(() => Sailor, { through: () => Berth, pivot: true })
  declare crew: ManyToMany<Sailor, Berth>;
  @HasMany(() => Log, (log) => log.subject) declare logs: HasMany<Log>;
}

@Subtype()
class Ship extends Vessel {}

@Subtype()
export class Tanker extends Vessel {
  @Relate(() => Sailor) declare captain: Relate<Sailor | null>;
}

/** Those without a rank, or with a negative one, are left out by default. */
@Table("hb_sailors")
export class Sailor extends Named {
  static defaultScope = { rank: { gte: 0 } };
  @HasMany(() => Tanker, (tanker) => tanker.captain)
  declare tankers: HasMany<Tanker>;
  @ManyToMany(() => Vessel, { through: () => Berth })
  declare vessels: ManyToMany<Vessel>;
  @HasMany(() => Port, { through: "vessels", source: "port" })
  declare ports: HasMany<Port>;
}

/** Nothing makes a pair unique. */
@Table("hb_berths")
export class Berth extends Named {
  @Relate(() => Vessel) declare vessel: Relate<Vessel | null>;
  @Relate(() => Sailor) declare sailor: Relate<Sailor | null>;
}

@Table("hb_logs")
export class Log extends Named {
  @Polymorphic({ port: () => Port, vessel: () => Vessel, log: () => Log })
  declare subject: Polymorphic<{
    port: Port;
    vessel: Vessel;
    log: Log;
  } | null>;
}

export const harbour = [Port, Dock, Vessel, Ship, Tanker, Sailor, Berth, Log];

/** Rows by the names of their tables, in an order that their keys allow. */
export type HarbourRows = Readonly<Record<string, readonly object[]>>;

/** Puts these rows in place of all that there are. */
export async function fillHarbour(
  database: Database,
  rows: HarbourRows,
): Promise<void> {
  const tables = Object.keys(rows);
  await database.script(`truncate ${tables.join(", ")}`);
  for (const table of tables)
    await database.query(
      `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows[table])],
    );
}
