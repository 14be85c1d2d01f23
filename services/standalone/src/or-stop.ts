/** Does the rest of a start; when that fails, what has started already is stopped. */
export async function orStop<T>(
  started: { stop(): Promise<unknown> },
  rest: () => Promise<T>,
): Promise<T> {
  try {
    return await rest();
  } catch (error) {
    await started.stop();
    throw error;
  }
}
