import { connect as connectTo, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** What becomes of bytes that the server says to a program. */
export type AnswerHandler = (bytes: Buffer, client: Socket) => void;

/** Something between a program and a server that hands on, changes or cuts off what the server says. */
export interface ByteProxy {
  /** The server's URL, by way of the proxy. */
  readonly url: string;
  /** The connections of programs that are open now. */
  readonly clients: ReadonlySet<Socket>;
  /** From now on the function decides; at first everything is handed on. */
  answer: AnswerHandler;
  close(): Promise<void>;
}

export const handOn: AnswerHandler = (bytes, client) => {
  client.write(bytes);
};

export async function openByteProxy(url: string): Promise<ByteProxy> {
  const target = new URL(url);
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    const upstream = connectTo(Number(target.port), target.hostname);
    for (const socket of [client, upstream])
      socket.on("error", () => undefined).setNoDelay(true);
    client.pipe(upstream);
    upstream.on("data", (bytes) => {
      if (client.writable) proxy.answer(bytes, client);
    });
    upstream.on("close", () => client.destroy());
    client.on("close", () => {
      clients.delete(client);
      upstream.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = new URL(url);
  own.hostname = "127.0.0.1";
  own.port = String((server.address() as AddressInfo).port);
  const proxy: ByteProxy = {
    url: own.href,
    clients,
    answer: handOn,
    close: () =>
      new Promise((resolve) => {
        for (const client of clients) client.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
  return proxy;
}

/** ErrorResponse, of fields that begin each with its letter. */
export function errorMessage(...fields: readonly string[]): Buffer {
  const body = Buffer.from(`${fields.join("\0")}\0\0`);
  const head = Buffer.alloc(5, "E");
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
