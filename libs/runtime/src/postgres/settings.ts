/**
 * For a machine of a few cores and 2 GB or more: room for all services' connections, few
 * checkpoints, no query compilation (our statements are short).
 */
const tuned = {
  listen_addresses: '127.0.0.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  // Small containers have too little shared memory for parallel workers.
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  // Services analyze what outgrew its plans themselves; a fifth of the usual sample tells as much.
  autovacuum_analyze_scale_factor: '1',
  default_statistics_target: '20',
};

/** A commit is on the disk before it is confirmed. */
const durably = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/** For tests only: a crash of the machine loses the data. */
const carelessly = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The server's command line. Values are free of blanks and quotes: a shell reads them. */
export function settings(port: number, durable: boolean, socketFolder = ''): string {
  const own = { port: String(port), unix_socket_directories: socketFolder };
  const all = { ...tuned, ...(durable ? durably : carelessly), ...own };
  return Object.entries(all)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}
