/** Asks again every 10 ms until the check no longer throws; after the limit its error is thrown. */
export async function eventually<T>(
  check: () => T | Promise<T>,
  limitMilliseconds = 10_000,
): Promise<T> {
  const end = performance.now() + limitMilliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
