/** An error as a server reports it. The fields have the names that `postgres` gives them. */
export class ServerError extends Error {
  override readonly name = "PostgresError";
  /** ERROR, or FATAL and PANIC, which end the session. */
  readonly severity: string | undefined;
  /** SQLSTATE. */
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly position: string | undefined;
  readonly schema_name: string | undefined;
  readonly table_name: string | undefined;
  readonly column_name: string | undefined;
  readonly constraint_name: string | undefined;
  /** The function of the server's source that reports it; undefined when a pooler speaks for itself. */
  readonly routine: string | undefined;

  /** @param fields by the letters of the manual's "Error and Notice Message Fields" */
  constructor(fields: ReadonlyMap<string, string>) {
    super(fields.get("M"));
    // Only some poolers leave out the first, which no language of the server changes.
    this.severity = fields.get("V") ?? fields.get("S");
    this.code = fields.get("C");
    this.detail = fields.get("D");
    this.hint = fields.get("H");
    this.position = fields.get("P");
    this.schema_name = fields.get("s");
    this.table_name = fields.get("t");
    this.column_name = fields.get("c");
    this.constraint_name = fields.get("n");
    this.routine = fields.get("R");
  }

  /** Whether the session ends with it. */
  get isFatal(): boolean {
    return this.severity === "FATAL" || this.severity === "PANIC";
  }
}

/** Whether an error is one that ends the session. */
export function isFatal(error: Error | undefined): error is ServerError {
  return error instanceof ServerError && error.isFatal;
}
