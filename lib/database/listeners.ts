import { inspect } from "node:util";
import { InvalidArgumentError } from "../errors/query-error";
import { suggest } from "../util/suggest";
import { checkKeys } from "./check-keys";
import type {
  DatabaseConnectedEvent,
  DatabaseEvent,
  DatabaseEventName,
  DatabaseEvents,
  DatabaseEventListener,
  QueryEvent,
  QueryListenerOptions,
} from "./database-event";

/** An event as its place of origin knows it: without the name of the database. */
type Occurrence<Event> = Omit<Event, "database" | "kind">;

type ListenerSets = {
  readonly [Name in DatabaseEventName]: Set<
    DatabaseEventListener<DatabaseEvents[Name]>
  >;
};

/** Who listens to one database, and what for. */
export class Listeners {
  readonly #sets: ListenerSets = {
    query: new Set(),
    slowQuery: new Set(),
    transaction: new Set(),
    connectionCreated: new Set(),
    connectionClosed: new Set(),
    connectionError: new Set(),
    strictLoading: new Set(),
    closed: new Set(),
  };
  #log: DatabaseEventListener<DatabaseEvent> | undefined;

  /** @param database its name */
  constructor(private readonly database: string) {}

  /** Tells one function of everything. */
  logTo(
    log: DatabaseEventListener<DatabaseEvent>,
    showsParameters: boolean,
  ): void {
    const guarded = guard(log, "log");
    this.#log = guarded;
    const { query, transaction, strictLoading, closed } = this.#sets;
    const { connectionCreated, connectionClosed, connectionError } = this.#sets;
    // Without `slowQuery`: the same statements come as `query`, and say that they are slow.
    query.add(showsParameters ? guarded : redact(guarded));
    for (const set of [transaction, strictLoading, closed]) set.add(guarded);
    for (const set of [connectionCreated, connectionClosed, connectionError])
      set.add(guarded);
  }

  /**
   * @returns how to stop listening
   * @throws InvalidArgumentError when there is no such event
   */
  on<Name extends DatabaseEventName>(
    name: Name,
    listener: DatabaseEventListener<DatabaseEvents[Name]>,
    options: QueryListenerOptions = {},
  ): () => void {
    this.#check(name, listener);
    checkKeys(options, ["parameters"], "");
    const set: Set<DatabaseEventListener<DatabaseEvents[Name]>> =
      this.#sets[name];
    const guarded = guard(listener, name);
    const shown = options.parameters === true ? guarded : redact(guarded);
    set.add(shown);
    return () => {
      set.delete(shown);
    };
  }

  /** Whether anybody listens, so that an event need not be made for nobody. */
  has(name: DatabaseEventName): boolean {
    return this.#sets[name].size > 0;
  }

  /** Whether nobody wants to know of statements, so that nothing need be measured. */
  get isQuiet(): boolean {
    return this.#sets.query.size === 0 && this.#sets.slowQuery.size === 0;
  }

  emit<Name extends Exclude<DatabaseEventName, "query" | "slowQuery">>(
    name: Name,
    occurrence: Occurrence<DatabaseEvents[Name]>,
  ): void {
    const set: Set<DatabaseEventListener<DatabaseEvents[Name]>> =
      this.#sets[name];
    if (set.size === 0) return;
    // TypeScript does not see that the two parts make up the whole.
    const event = {
      kind: name,
      database: this.database,
      ...occurrence,
    } as unknown as DatabaseEvents[Name];
    tellEach(set, event);
  }

  emitQuery(event: QueryEvent): void {
    tellEach(this.#sets.query, event);
    if (event.isSlow) tellEach(this.#sets.slowQuery, event);
  }

  emitConnected(occurrence: Occurrence<DatabaseConnectedEvent>): void {
    this.#log?.({ kind: "connected", database: this.database, ...occurrence });
  }

  #check(name: unknown, listener: unknown): void {
    const names = Object.keys(this.#sets);
    if (typeof name !== "string" || !names.includes(name)) {
      const near = suggest(String(name), names);
      throw new InvalidArgumentError(
        `There is no event ${inspect(name)} to listen for.`,
        {
          hint:
            near === undefined
              ? `Known: ${names.join(", ")}.`
              : `Did you mean "${near}"?`,
        },
      );
    }
    if (typeof listener !== "function")
      throw new InvalidArgumentError(
        `on("${name}", …) takes a function to call.`,
      );
  }
}

/** Tells those who listen now: one that listens anew while it is told waits for the next event. */
function tellEach<Event>(
  set: ReadonlySet<DatabaseEventListener<Event>>,
  event: Event,
): void {
  for (const listener of [...set]) listener(event);
}

/** A listener that does not see the values in statements. */
function redact<Event extends DatabaseEvent>(
  listener: DatabaseEventListener<Event>,
): DatabaseEventListener<Event> {
  return (event) =>
    listener(
      event.kind === "query"
        ? { ...event, parameters: event.parameters.map(() => "[REDACTED]") }
        : event,
    );
}

/** Whoever listens must not be able to break what it is told of: its first error becomes a warning of the process. */
function guard<Event>(
  listener: DatabaseEventListener<Event>,
  name: string,
): DatabaseEventListener<Event> {
  let hasWarned = false;
  return (event) => {
    // Asynchronous, so that the rejection of an asynchronous listener does not end the process either.
    const run = async (): Promise<void> => {
      await listener(event);
    };
    run().catch((error: unknown) => {
      if (!hasWarned) warn(name, error);
      hasWarned = true;
    });
  };
}

function warn(name: string, error: unknown): void {
  process.emitWarning(
    `The listener "${name}" of a database failed. This is said once for each listener.`,
    {
      type: "ArxWarning",
      code: "ARX_LISTENER_FAILED",
      detail: inspect(error),
    },
  );
}
