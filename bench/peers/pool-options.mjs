/**
 * Of every pool over the package `pg`. One that waits while others are measured gives its connections back: all at once
 * they would be more than the hundred that a server allows unless told otherwise.
 */
export const poolOptions = { max: 10, idleTimeoutMillis: 1_000 };
