/**
 * A span of time: milliseconds, or a number and a unit.
 *
 * @example
 * ```ts
 * const short: Duration = "15 minutes";
 * const same: Duration = 900_000;
 * ```
 */
export type Duration =
  | number
  | `${number} ${"second" | "minute" | "hour" | "day" | "week"}${"" | "s"}`;

const second = 1000;

const units: Readonly<Record<string, number>> = {
  second,
  minute: 60 * second,
  hour: 3600 * second,
  day: 86_400 * second,
  week: 604_800 * second,
};

/** The milliseconds of a span above zero; undefined when it is none. */
export function readDuration(duration: unknown): number | undefined {
  const milliseconds =
    typeof duration === "string" ? readText(duration) : duration;
  return typeof milliseconds === "number" &&
    Number.isFinite(milliseconds) &&
    milliseconds > 0
    ? milliseconds
    : undefined;
}

function readText(text: string): number | undefined {
  const [, count, unit = ""] = /^(\d+(?:\.\d+)?) ([a-z]+?)s?$/.exec(text) ?? [];
  const size = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return size && Number(count) * size;
}
