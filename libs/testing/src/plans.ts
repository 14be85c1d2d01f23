import type { Read, Tx } from '@o2c/messaging';
import type { TestService } from './start-service.js';

/** How PostgreSQL reaches the rows of a table. */
export type Scan = {
  readonly table: string;
  /** The index; undefined where the whole table is read. */
  readonly index: string | undefined;
  /** What is looked up in the index; undefined where it is read from one end to the other. */
  readonly condition: string | undefined;
};

type Statement = { readonly sql: string; readonly params: readonly unknown[] };
type Plan = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
};

/**
 * How each statement that a service reads with during `work` reaches its tables, once there are so
 * many rows that reading a whole table is the last resort, and so many calls that its plan is made
 * once for any values; where the service asks for plans for the values at hand, those.
 */
export async function scansOf(
  service: TestService,
  work: () => Promise<unknown>,
): Promise<readonly Scan[]> {
  const statements = await statementsOf(service, work);
  return service.database.transaction(async (tx) => {
    await tx.query('SET LOCAL enable_seqscan = off');
    await tx.query('SET LOCAL plan_cache_mode = force_generic_plan');
    const scans: Scan[] = [];
    let plan = planForAny;
    for (const statement of statements) {
      if (statement.sql.includes('force_custom_plan')) plan = planFor;
      else scans.push(...(await plan(tx, statement)).flatMap((one) => scansIn(one)));
    }
    return scans;
  });
}

type Explained = { 'QUERY PLAN': readonly { Plan: Plan }[] };

async function planForAny(tx: Tx, { sql, params }: Statement): Promise<Plan[]> {
  await tx.query(`PREPARE explained AS ${sql}`);
  const values = params.length > 0 ? `(${params.map(() => 'NULL').join(', ')})` : '';
  const rows = await tx.query<Explained>(`EXPLAIN (FORMAT JSON) EXECUTE explained${values}`);
  await tx.query('DEALLOCATE explained');
  return plansIn(rows);
}

async function planFor(tx: Tx, { sql, params }: Statement): Promise<Plan[]> {
  return plansIn(await tx.query<Explained>(`EXPLAIN (FORMAT JSON) ${sql}`, params));
}

function plansIn(rows: readonly Explained[]): Plan[] {
  return rows.flatMap((row) => row['QUERY PLAN'].map(({ Plan }) => Plan));
}

/** Writes down what is read, and reads it. */
async function statementsOf(
  { database }: TestService,
  work: () => Promise<unknown>,
): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  const [read, snapshot] = [database.read, database.snapshot];
  const noted = (real: Read): Read => {
    return (sql, params = []) => {
      statements.push({ sql, params });
      return real(sql, params);
    };
  };
  database.read = noted(read.bind(database));
  database.snapshot = (inside) => snapshot.call(database, (real) => inside(noted(real))) as never;
  try {
    await work();
  } finally {
    Object.assign(database, { read, snapshot });
  }
  return statements;
}

/** The scans of a plan; a bitmap's index is told with the table that it is for. */
function scansIn(plan: Plan, table?: string): readonly Scan[] {
  const relation = plan['Relation Name'] ?? table;
  const below = (plan.Plans ?? []).flatMap((one) => scansIn(one, relation));
  const isScan = /Scan$/.test(plan['Node Type']) && !/^Bitmap Heap/.test(plan['Node Type']);
  if (!isScan || relation === undefined) return below;
  const [index, condition] = [plan['Index Name'], plan['Index Cond']];
  return [{ table: relation, index, condition }, ...below];
}
