import type { CompiledQuery } from "./compiled-query";

/** Sets a run-time parameter for the rest of the session; gives back the value it had. */
export function setSessionSetting(name: string, value: string): CompiledQuery {
  return {
    text: "select set_config($1, $2, false)",
    parameters: [name, value],
  };
}

/**
 * Sets run-time parameters until the transaction ends; null takes the value
 * that the session began with. One row: the values they had, null where the
 * server did not know the parameter yet.
 */
export function exchangeLocalSettings(
  settings: readonly (readonly [name: string, value: string | null])[],
): CompiledQuery {
  const parameters = settings.flatMap((setting) => [...setting]);
  const places = settings.map((_, index) => ({
    name: `$${String(index * 2 + 1)}`,
    value: `$${String(index * 2 + 2)}`,
  }));
  const read = places.map(({ name }) => `current_setting(${name}, true)`);
  const set = places.map(
    ({ name, value }) => `set_config(${name}, ${value}, true)`,
  );
  return {
    text: `select ${[...read, ...set].join(", ")}`,
    parameters,
  };
}

/** The value of a run-time parameter: one row. */
export function selectSessionSetting(name: string): CompiledQuery {
  return { text: "select current_setting($1)", parameters: [name] };
}
