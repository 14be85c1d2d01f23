import type { DataSource } from 'typeorm';

/** A readiness check; the reason shown to the public says nothing about the server. */
export function databaseAnswers(dataSource: DataSource): () => Promise<void> {
  return async () => {
    try {
      await dataSource.query('SELECT 1');
    } catch {
      throw new Error('the database does not answer');
    }
  };
}
