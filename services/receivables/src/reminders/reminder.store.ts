import { type Condition, type Database, execute, filtered, type Tx } from '@o2c/messaging';
import type { PageRequest } from '@o2c/runtime';
import { type DueItem, LEVEL_DAYS, type Letter, levelOf, lettersOf } from '../domain/reminder.js';
import { receivables } from '../receivables.store.js';
import { tableWriter } from '../table.store.js';

/** A run to be made: which seller's items, as of which day, by whom. */
export type ReminderRun = {
  readonly run: string;
  readonly seller: string;
  readonly asOf: string;
  readonly by: string | null;
  /** At most so many customers; default all. */
  readonly customers?: number | undefined;
};

/** The letters that a run would send. */
export async function preview(tx: Tx, run: ReminderRun): Promise<readonly Letter[]> {
  return lettersOf(await readDue(tx, run));
}

/** Notes each item's level and leaves a letter per customer, which is sent after the commit. */
export async function remind(
  tx: Tx,
  run: ReminderRun,
  nextId: () => string,
): Promise<readonly Letter[]> {
  const due = await readDue(tx, run);
  const commands = due.map(
    ({ id, daysOverdue }) =>
      ({
        type: 'RemindItem',
        item: id,
        run: run.run,
        level: levelOf(daysOverdue),
        daysOverdue,
      }) as const,
  );
  const cause = run.by === null ? {} : { actor: run.by };
  const outcomes = await execute(
    tx,
    receivables,
    commands,
    commands.map(() => cause),
  );
  const reminded = due.filter((_, index) => {
    const outcome = outcomes[index];
    return outcome?.status === 'done' && outcome.facts.length > 0;
  });
  const letters = lettersOf(reminded);
  if (letters.length > 0 || run.by !== null) await writeRun(tx, run);
  await writeLetters(
    tx,
    letters.map((letter) => ({ ...letter, id: nextId(), run, at: tx.now })),
  );
  return letters;
}

/** Items that have reached a level they were not reminded at: never history, never disputed. */
function readDue(tx: Tx, { seller, asOf, customers }: ReminderRun): Promise<DueItem[]> {
  return tx.query<DueItem>(DUE, [seller, asOf, ...LEVEL_DAYS, customers ?? null]);
}

const DUE = `
  WITH due AS (
    SELECT id, customer, currency, document, due_on AS "dueDate", $2::date - due_on AS days,
           open_minor - disputed_minor AS amount
      FROM open_items
     WHERE seller = $1::uuid AND open_minor <> 0 AND due_on <= $2::date - $3::int
       AND kind = 'invoice' AND NOT history AND open_minor > disputed_minor
       AND document_on <= $2::date
       AND reminded < CASE WHEN due_on <= $2::date - $5::int THEN 3
                           WHEN due_on <= $2::date - $4::int THEN 2 ELSE 1 END)
  SELECT id, customer, currency, document, "dueDate", days AS "daysOverdue", amount FROM due
   WHERE customer IN (SELECT DISTINCT customer FROM due ORDER BY customer LIMIT $6::int)
   ORDER BY customer, days DESC`;

async function writeRun(tx: Tx, { run, seller, asOf, by }: ReminderRun): Promise<void> {
  tx.write(
    `INSERT INTO reminder_runs (id, seller, as_of_on, started_by, recorded_at)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
    [run, seller, asOf, by, tx.now],
  );
}

type NewLetter = Letter & { readonly id: string; readonly run: ReminderRun; readonly at: Date };

const writeLetters = tableWriter<NewLetter>('reminder_letters', {
  id: ['uuid', (letter) => letter.id],
  run: ['uuid', (letter) => letter.run.run],
  seller: ['uuid', (letter) => letter.run.seller],
  customer: ['uuid', (letter) => letter.customer],
  currency: ['text', (letter) => letter.currency],
  level: ['smallint', (letter) => letter.level],
  items: ['jsonb', (letter) => JSON.stringify(letter.items)],
  total_minor: ['bigint', (letter) => letter.total],
  state: ['text', () => 'pending'],
  next_try_at: ['timestamptz', (letter) => letter.at],
});

/** A letter as it is read, and how far its e-mail got. */
export type LetterRow = Letter & {
  readonly run: string;
  readonly state: 'pending' | 'sent' | 'failed' | 'no_address';
  readonly error: string | null;
};

/** A run as it is read. */
export type RunRow = {
  readonly id: string;
  readonly seller: string;
  readonly asOf: string;
  readonly by: string | null;
  readonly letters: readonly LetterRow[];
};

/** Runs with their letters, one run more than the page holds. */
export async function readRuns(
  database: Database,
  conditions: readonly Condition[],
  { after, limit }: PageRequest,
): Promise<RunRow[]> {
  const sql = `
    SELECT id, seller, as_of_on AS "asOf", started_by AS "by" FROM reminder_runs
     WHERE … ORDER BY id LIMIT $1`;
  const runs = await database.read<Omit<RunRow, 'letters'>>(
    ...filtered(sql, [limit + 1], [...conditions, ['id > ?::uuid', after]]),
  );
  const letters = await database.read<LetterRow>(
    `SELECT run, customer, currency, level, items, total_minor AS total, state, error
       FROM reminder_letters WHERE run = ANY ($1::uuid[]) ORDER BY id`,
    [runs.map(({ id }) => id)],
  );
  const byRun = Map.groupBy(letters, ({ run }) => run);
  return runs.map((run) => ({ ...run, letters: byRun.get(run.id) ?? [] }));
}
