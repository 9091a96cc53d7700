/** Entry point `arx/testing`: what tests of programs that use arx need. */
export { countQueries } from "./count-queries";
export type { CountedQueries, CountedStatement } from "./count-queries";
