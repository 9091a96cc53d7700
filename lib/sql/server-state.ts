import type { CompiledQuery } from "./compiled-query";

/** Asks for the version as people write it, whether the server is a standby ("t" or "f"), and whether it refuses to write ("on" or "off"). */
export const selectServerState: CompiledQuery = {
  text: "select current_setting('server_version'), pg_is_in_recovery(), current_setting('transaction_read_only')",
  parameters: [],
};
