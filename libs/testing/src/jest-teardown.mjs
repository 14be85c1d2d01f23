/** Stops the server that the set-up started; its data goes with it. */
export default async function teardown() {
  await globalThis.o2cTestServer?.stop();
}
