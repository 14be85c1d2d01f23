import { startKafka } from '@o2c/runtime';

/** A broker that clients reach through a proxy. */
export type TestKafka = { readonly port: number; stop(): Promise<void> };

/** Starts a broker that sends its clients to another port of this machine. */
export async function startTestKafka(dataDir: string, advertisedPort: number): Promise<TestKafka> {
  const { port, stop } = await startKafka({ dataDir, advertisedPort });
  return { port, stop };
}
