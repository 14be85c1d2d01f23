/**
 * The address of a service's own database on the server: `databaseUrl(server, 'o2c', 'orders')`
 * ends in `/o2c_orders`. User, password, host and options stay.
 */
export function databaseUrl(serverUrl: string, prefix: string, service: string): string {
  return withDatabase(serverUrl, `${prefix}_${service}`);
}

/** The database that a service's own is created from: the one that every server has. */
export function maintenanceUrl(url: string): string {
  return withDatabase(url, 'postgres');
}

/** The address without its password, for messages. */
export function publicUrl(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.href;
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}
