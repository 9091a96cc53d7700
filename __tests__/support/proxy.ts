import { connect as connectTo, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** Something between a program and a server that can lose what they say to each other. */
export interface Proxy {
  /** The server's URL, by way of the proxy. */
  readonly url: string;
  /** Lets nothing through any more, and says nothing to who connects: as a network that is gone. */
  freeze(): void;
  /** Lets through who connects from now on. */
  thaw(): void;
  /** Cuts every connection and takes no further one: as a server that is gone. */
  close(): Promise<void>;
}

export async function listenBetween(url: string): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => undefined);
    if (isFrozen) return;
    const upstream = connectTo(Number(target.port), target.hostname);
    sockets.add(upstream);
    upstream.on("error", () => undefined);
    client.pipe(upstream).pipe(client);
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = new URL(url);
  own.hostname = "127.0.0.1";
  own.port = String((server.address() as AddressInfo).port);
  return {
    url: own.href,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.unpipe();
    },
    thaw() {
      isFrozen = false;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
