export default async function globalTeardown() {
  await globalThis.arxTestServer?.stop();
}
