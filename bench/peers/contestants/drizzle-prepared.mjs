export { open, packages } from "./drizzle.mjs";

export const title = "drizzle prepared";
