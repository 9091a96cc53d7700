/** They stand beside the query, whose type they need: what is to be loaded may be said by a query. */
export type { KnownWith, LoadedBy, With, WithQuery } from "./query/query";
