import { relationsOf } from "./arbitrary-loading";
import type { Asked, Asking, ModelName } from "./arbitrary-loading";

/** All that there is to see of a result and of what was loaded for it; lists that have no order are put in one. */
export function showLoaded(
  value: unknown,
  model: ModelName,
  asking: Asking,
): unknown {
  if (value === null) return null;
  const record = value as Readonly<Record<string, unknown>>;
  const own = Object.entries(record).filter(
    ([name]) => !(name in asking) && name !== "pivot",
  );
  const related = Object.entries(asking).map(([name, asked]) => [
    name,
    showRelated(record[name], model, name, asked),
  ]);
  return {
    class: record.constructor.name,
    ...Object.fromEntries(own),
    ...("pivot" in record
      ? { pivot: showLoaded(record["pivot"], "Berth", {}) }
      : {}),
    ...Object.fromEntries(related),
  };
}

function showRelated(
  held: unknown,
  model: ModelName,
  name: string,
  asked: Asked,
): unknown {
  const [target, kind] = relationsOf[model][name] ?? [model, "one"];
  if (kind !== "many") return showOne(held, target, asked);
  const shown = [...(held as Iterable<unknown>)].map((each) =>
    showOne(each, target, asked),
  );
  const { orderBy, limit, offset } = asked;
  const isOrdered = [orderBy, limit, offset].some((each) => each !== undefined);
  return isOrdered ? shown : sorted(shown);
}

/** Plain rows where columns were selected, even of what refers back. */
function showOne(value: unknown, target: ModelName, asked: Asked): unknown {
  const shown = showLoaded(value, target, asked.below);
  if (value !== null && asked.select !== undefined)
    expect(shown).toHaveProperty("class", "Object");
  return shown;
}

function sorted(list: readonly unknown[]): unknown[] {
  const byText = list.map((each) => [JSON.stringify(each), each] as const);
  return byText
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, each]) => each);
}
