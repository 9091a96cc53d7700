import { loadRecords } from "../../query/loading/owned-query";
import { FoundQuery } from "./found-query";

/** The verbs that run a query whole. `R` is what a record becomes. */
export abstract class ReadQuery<T, R> extends FoundQuery<T, R> {
  async all(): Promise<R[]> {
    return (await loadRecords(this.data)) as R[];
  }

  then<Done = R[], Failed = never>(
    onDone?: ((rows: R[]) => Done | PromiseLike<Done>) | null,
    onFailed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return this.all().then(onDone, onFailed);
  }
}
