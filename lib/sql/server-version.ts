import type { CompiledQuery } from "./compiled-query";

/** Asks for the server's version as a number: 180004 for 18.4, 90603 for 9.6.3. */
export const selectServerVersion: CompiledQuery = {
  text: "select current_setting('server_version_num')",
  parameters: [],
};
