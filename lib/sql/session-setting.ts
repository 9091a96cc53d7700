import type { CompiledQuery } from "./compiled-query";

/** Sets a run-time parameter for the rest of the session; gives back the value it had. */
export function setSessionSetting(name: string, value: string): CompiledQuery {
  return {
    text: "select set_config($1, $2, false)",
    parameters: [name, value],
  };
}

/** The value of a run-time parameter: one row. */
export function selectSessionSetting(name: string): CompiledQuery {
  return { text: "select current_setting($1)", parameters: [name] };
}
