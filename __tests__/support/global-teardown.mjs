export default async function globalTeardown() {
  await globalThis.arxTestRun?.end();
  await globalThis.arxTestServer?.stop();
}
