const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  timeZoneName: 'longOffset',
});

/** `2010-07-01 12:00:00` on a clock in London → `2010-07-01T11:00:00.000Z`. */
export function fromLondon(text: string): string {
  const asIfUtc = Date.parse(`${text.replace(' ', 'T')}Z`);
  const guess = asIfUtc - offsetAt(asIfUtc);
  return new Date(asIfUtc - offsetAt(guess)).toISOString();
}

/** Milliseconds that clocks in London are ahead of UTC. */
function offsetAt(instant: number): number {
  const name = LONDON.formatToParts(instant).find(({ type }) => type === 'timeZoneName');
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name?.value ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
