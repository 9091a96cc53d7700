import fc from "fast-check";
import type { HarbourRows } from "./harbour";

/** What a relation is asked for, as plain data; `below` is what `with` takes. */
export interface Asked {
  /** Whether it is said by a function of the query. */
  readonly isFunction: boolean;
  readonly where?: object | undefined;
  readonly orderBy?: object | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly select?: readonly string[] | undefined;
  /** What else only a function says: methods of the query with what they take. */
  readonly calls: readonly (readonly [method: string, ...given: unknown[]])[];
  readonly below: Asking;
}

export interface Asking {
  readonly [relation: string]: Asked;
}

export type ModelName = "Port" | "Dock" | "Vessel" | "Sailor" | "Berth" | "Log";

type Relations = Readonly<
  Record<
    string,
    readonly [target: ModelName, kind: "one" | "many" | "variants"]
  >
>;

/** The relations of the models of the harbour. */
export const relationsOf: Readonly<Record<ModelName, Relations>> = {
  Port: {
    vessels: ["Vessel", "many"],
    tankers: ["Vessel", "many"],
    ranked: ["Vessel", "many"],
    newest: ["Vessel", "one"],
    sailors: ["Sailor", "many"],
    docks: ["Dock", "many"],
    logs: ["Log", "many"],
  },
  Dock: { port: ["Port", "one"], vessels: ["Vessel", "many"] },
  Vessel: {
    port: ["Port", "one"],
    dock: ["Dock", "one"],
    escort: ["Vessel", "one"],
    escorted: ["Vessel", "many"],
    above: ["Vessel", "many"],
    below: ["Vessel", "many"],
    sailors: ["Sailor", "many"],
    crew: ["Sailor", "many"],
    logs: ["Log", "many"],
  },
  Sailor: {
    tankers: ["Vessel", "many"],
    vessels: ["Vessel", "many"],
    ports: ["Port", "many"],
  },
  Berth: { vessel: ["Vessel", "one"], sailor: ["Sailor", "one"] },
  Log: { subject: ["Log", "variants"] },
};

export const keysOf = (model: ModelName): readonly string[] =>
  model === "Dock" ? ["region", "number"] : ["id"];

const names = ["Ann", 'quo"te', "back\\slash", "", "[null]", "ä😀\n\u2028"];
const name = fc.constantFrom(...names);
const rank = fc.integer({ min: -1, max: 2 });
const maybe = <Value>(value: fc.Arbitrary<Value>, depth = 2) =>
  fc.option(value, { nil: undefined, freq: depth });

const ofColumns: fc.Arbitrary<object> = fc.oneof(
  rank.map((value) => ({ rank: value })),
  rank.map((value) => ({ rank: { gt: value } })),
  fc.constant({ rank: null }),
  name.map((value) => ({ name: { ne: value } })),
  fc.array(name, { maxLength: 3 }).map((list) => ({ name: list })),
);

function whereOf(model: ModelName): fc.Arbitrary<object> {
  const related = relationNames(model).map((relation) =>
    ofColumns.map((below) => ({
      [relation]:
        relationsOf[model][relation]?.[1] === "many" ? { some: below } : below,
    })),
  );
  return fc.oneof({ arbitrary: ofColumns, weight: 4 }, ...related);
}

/** Those that conditions and counts may go through. */
function relationNames(model: ModelName): string[] {
  return Object.keys(relationsOf[model]).filter(
    (relation) => relationsOf[model][relation]?.[1] !== "variants",
  );
}

const direction = fc.constantFrom("asc", "desc");

/** The key is the last term, so that nothing is left to chance. */
function orderOf(model: ModelName): fc.Arbitrary<object> {
  const keys = Object.fromEntries(keysOf(model).map((key) => [key, "asc"]));
  return fc
    .oneof(
      direction.map((way) => ({ rank: way })),
      direction.map((way) => ({ name: way, rank: "asc" })),
    )
    .map((terms) => ({ ...terms, ...keys }));
}

function callOf(
  model: ModelName,
  isPlain: boolean,
): fc.Arbitrary<Asked["calls"][number]> {
  const calls: fc.Arbitrary<Asked["calls"][number]>[] = [
    fc.constant(["unscoped"] as const),
    fc.constant(["annotate", "asked"] as const),
  ];
  if (model === "Vessel")
    calls.push(
      fc.constant(["withDeleted"] as const),
      fc.constant(["onlyDeleted"] as const),
    );
  if (!isPlain && model !== "Dock")
    calls.push(fc.constant(["addSelect", "secret"] as const));
  const relations = relationNames(model);
  if (relations.length > 0) {
    const relation = fc.constantFrom(...relations);
    calls.push(
      fc
        .tuple(relation, ofColumns)
        .map(
          ([each, where]) =>
            ["withCount", each, { where, as: `number of ${each}` }] as const,
        ),
      relation.map((each) => ["withExists", each] as const),
      relation.map((each) => ["joins", each] as const),
      relation.map((each) => ["leftJoins", each] as const),
      relation.map((each) => ["withMax", each, "rank"] as const),
      fc
        .tuple(relation, ofColumns)
        .map(([each, where]) => ["whereHas", each, where] as const),
    );
  }
  return fc.oneof(...calls);
}

function askedOf(
  relation: readonly [ModelName, string],
  depth: number,
): fc.Arbitrary<Asked> {
  const [target, kind] = relation;
  if (kind === "variants")
    return fc.constant({ isFunction: false, calls: [], below: {} });
  const isMany = kind === "many";
  const nothing = fc.constant(undefined);
  return fc
    .tuple(
      fc.boolean(),
      maybe(
        fc.subarray(["name", "rank", ...keysOf(target)], { minLength: 1 }),
        5,
      ),
    )
    .chain(([isFunction, select]) =>
      fc.record({
        isFunction: fc.constant(isFunction),
        select: fc.constant(select),
        where: isMany || isFunction ? maybe(whereOf(target)) : nothing,
        orderBy: isMany ? maybe(orderOf(target)) : nothing,
        limit: isMany ? maybe(fc.integer({ min: 1, max: 3 }), 3) : nothing,
        offset: isMany ? maybe(fc.integer({ min: 0, max: 2 }), 4) : nothing,
        calls: isFunction
          ? fc.uniqueArray(callOf(target, select !== undefined), {
              maxLength: 3,
              selector: ([method, first]) => `${method} ${String(first)}`,
            })
          : fc.constant([]),
        below: askingOf(target, depth - 1),
      }),
    );
}

/** What `with` of a model takes. */
export function askingOf(
  model: ModelName,
  depth: number,
): fc.Arbitrary<Asking> {
  if (depth === 0) return fc.constant({});
  const relations = relationsOf[model];
  return fc
    .uniqueArray(fc.constantFrom(...Object.keys(relations)), { maxLength: 3 })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries(
          chosen.map((each) => [
            each,
            askedOf(relations[each] ?? [model, "one"], depth),
          ]),
        ),
      ),
    );
}

const key = fc.integer({ min: 1, max: 5 });
const maybeKey = fc.option(key, { freq: 5 });

const named = {
  name,
  rank: fc.option(rank, { freq: 4 }),
  secret: fc.option(name),
};

function tableOf(
  columns: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  maxLength: number,
): fc.Arbitrary<Record<string, unknown>[]> {
  return fc
    .array(fc.record({ ...named, ...columns }), { maxLength })
    .map((rows) => rows.map((row, index) => ({ id: index + 1, ...row })));
}

/** Rows of the harbour; a key that leads nowhere is NULL. */
export const harbourRows: fc.Arbitrary<HarbourRows> = fc
  .record({
    hb_ports: tableOf({}, 4),
    hb_docks: fc.uniqueArray(
      fc.record({ ...named, region: name, number: key, port_id: maybeKey }),
      {
        maxLength: 3,
        selector: (dock) => `${String(dock.number)} ${dock.region}`,
      },
    ),
    hb_sailors: tableOf({}, 4),
    hb_vessels: tableOf(
      {
        kind: fc.constantFrom("ship", "tanker"),
        deleted_at: fc.option(fc.constant("2026-01-01T00:00:00Z"), { freq: 2 }),
        port_id: maybeKey,
        escort_id: maybeKey,
        captain_id: maybeKey,
        dock: fc.integer({ min: 0, max: 3 }),
      },
      6,
    ),
    hb_berths: tableOf({ vessel_id: maybeKey, sailor_id: maybeKey }, 9),
    hb_logs: tableOf(
      {
        subject_type: fc.constantFrom("port", "vessel", "log"),
        subject_id: key,
      },
      5,
    ),
  })
  .map((rows) => {
    const known = (table: keyof typeof rows, id: unknown) =>
      typeof id === "number" && id <= rows[table].length ? id : null;
    return {
      ...rows,
      hb_docks: rows.hb_docks.map((dock) => ({
        ...dock,
        port_id: known("hb_ports", dock.port_id),
      })),
      hb_vessels: rows.hb_vessels.map(({ dock, ...vessel }) => {
        const at = rows.hb_docks[dock as number];
        return {
          ...vessel,
          port_id: known("hb_ports", vessel["port_id"]),
          escort_id: known("hb_vessels", vessel["escort_id"]),
          captain_id: known("hb_sailors", vessel["captain_id"]),
          dock_region: at?.region ?? null,
          dock_number: at?.number ?? null,
        };
      }),
      hb_berths: rows.hb_berths.map((berth) => ({
        ...berth,
        vessel_id: known("hb_vessels", berth["vessel_id"]),
        sailor_id: known("hb_sailors", berth["sailor_id"]),
      })),
    };
  });
