import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import type { Socket } from "node:net";
import { connect } from "node:tls";
import type { ConnectionOptions as TlsOptions } from "node:tls";
import { ConfigError, ConnectionError } from "../errors/database-error";
import type { PostgresOptions, TlsSettings } from "./connection-options";

/** SSLRequest of PostgreSQL's protocol: its length and its code. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/**
 * Connects a socket to the server and wraps it in TLS when that is asked for.
 * The given socket stays the one to destroy.
 * @throws ConfigError when the file of the certificate authority cannot be read
 * @throws ConnectionError when the server does not offer what is asked for
 * @throws whatever Node says when the server cannot be reached
 */
export async function connectSocket(
  socket: Socket,
  options: PostgresOptions,
): Promise<Socket> {
  const { host, port, tls } = options;
  const isUnix = host.startsWith("/");
  const isPlain = tls.mode === "disable" || isUnix;
  // Before anything is opened: a file that is missing is no fault of the server.
  const secrets = isPlain ? {} : await tlsOptions(tls);
  // Statements are small and pipelined: waiting to fill a packet would hold each one back.
  socket.setNoDelay(true);
  if (isUnix) socket.connect(`${host}/.s.PGSQL.${String(port)}`);
  else socket.connect(port, host);
  await waitFor(socket, "connect");
  return isPlain ? socket : startTls(socket, host, tls.mode, secrets);
}

async function startTls(
  socket: Socket,
  host: string,
  mode: TlsMode,
  options: TlsOptions,
): Promise<Socket> {
  socket.write(sslRequest);
  const answer = await waitFor(socket, "data");
  // One byte and no more: what follows it unencrypted could come from someone in between.
  if (answer?.toString("latin1") === "S") return secure(socket, host, options);
  if (answer?.toString("latin1") === "N" && mode === "prefer") return socket;
  throw new ConnectionError("The server does not offer TLS.", {
    hint: "Turn it on at the server, or use sslmode=disable.",
  });
}

async function secure(
  socket: Socket,
  host: string,
  options: TlsOptions,
): Promise<Socket> {
  const secured = connect({
    socket,
    ...(isIP(host) === 0 ? { servername: host } : { host }),
    ...options,
  });
  await waitFor(secured, "secureConnect");
  return secured;
}

async function tlsOptions({
  mode,
  rootCertificate,
  options,
}: TlsSettings): Promise<TlsOptions> {
  return {
    ...(rootCertificate === undefined
      ? {}
      : { ca: await readAuthority(rootCertificate) }),
    ...verification(mode, rootCertificate !== undefined),
    ...options,
  };
}

async function readAuthority(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new ConfigError(
      `The certificate authority in ${file} cannot be read.`,
      {
        hint: "Correct sslrootcert, or pass pool: { ssl: { ca } }.",
        cause: error,
      },
    );
  }
}

/** As libpq has it: `require` with a root certificate checks who signed. */
function verification(mode: TlsMode, hasRoot: boolean): TlsOptions {
  if (mode === "verify-full") return { rejectUnauthorized: true };
  const checksSigner = mode === "verify-ca" || (mode === "require" && hasRoot);
  return {
    rejectUnauthorized: checksSigner,
    checkServerIdentity: () => undefined,
  };
}

type TlsMode = TlsSettings["mode"];

/** Waits for one event, or for the socket to fail or close before it. */
function waitFor(
  socket: Socket,
  event: "connect" | "secureConnect" | "data",
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const close = (): void => {
      reject(new ConnectionError("The server closed the connection."));
    };
    socket.once("error", reject);
    socket.once("close", close);
    socket.once(event, (data?: Buffer) => {
      socket.off("error", reject);
      socket.off("close", close);
      resolve(data);
    });
  });
}
