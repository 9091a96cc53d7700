/** Entry point `arx/testing`: what tests of programs that use arx need. */
export { countQueries } from "./count-queries";
export type { CountedQueries, CountedStatement } from "./count-queries";
export { sandbox } from "./sandbox";
export type { SandboxOptions } from "./sandbox";
