import type { Socket } from "node:net";
import { ConnectionError } from "../errors/database-error";
import type { PostgresOptions } from "./connection-options";

/**
 * Options of `postgres` for a client that is one session over a given socket.
 * Every setting that `postgres` would otherwise take from PG* variables of the
 * environment is given. Pool settings are off: the pool is ours.
 */
export function clientOptions(socket: Socket, options: PostgresOptions) {
  return {
    host: options.host,
    port: options.port,
    user: options.user,
    password: () => options.password,
    database: options.database,
    connection: {
      application_name: options.applicationName,
      ...(options.sessionOptions === undefined
        ? {}
        : { options: options.sessionOptions }),
    },
    socket: giveOnce(socket),
    max: 1,
    ssl: false,
    sslnegotiation: null,
    connect_timeout: 0,
    idle_timeout: 0,
    max_lifetime: null,
    max_pipeline: 10_000,
    keep_alive: 60,
    backoff: false,
    prepare: true,
    debug: false,
    fetch_types: false,
    publications: "",
    onnotice: () => undefined,
  };
}

/** A session that is lost stays lost: the client gets no second socket. */
function giveOnce(socket: Socket): () => Socket {
  let isGiven = false;
  return () => {
    if (isGiven) throw new ConnectionError("The session has ended.");
    isGiven = true;
    return socket;
  };
}
