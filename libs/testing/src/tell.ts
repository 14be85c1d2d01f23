/** One line of what a test counted, such as `crash matrix: 8 runs, 8 kills, 0 violations`. */
export function tell(test: string, counts: Readonly<Record<string, number>>): void {
  const told = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(`${test}: ${told.join(', ')}\n`);
}
