/** The PostgreSQL that jest's global set-up started. Throws when a test runs without it. */
export function testServerUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the test with jest');
  return url;
}
