import { DomainError } from '@o2c/contracts';
import { refuseBackwards } from './period.js';

describe('A period', () => {
  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026-03-01', '2026-03-02'],
    ['2026-03-01T23:00:00+01:00', '2026-03-01T22:00:00Z'],
    [undefined, '2026-03-01'],
    ['2026-03-01', undefined],
  ])('from %s to %s goes on', (from, to) => {
    expect(() => refuseBackwards(from, to)).not.toThrow();
  });

  it.each([
    ['2026-03-02', '2026-03-01', undefined],
    ['2026-03-01T23:00:00Z', '2026-03-01T23:00:00+01:00', 'asOf'],
  ])('from %s to %s is refused where its end is said', (from, to, end = 'to') => {
    const errors = [expect.objectContaining({ code: 'period.backwards', path: `/${end}` })];
    const refused = expect.objectContaining({ code: 'content.invalid', errors });
    expect(() => refuseBackwards(from, to, end)).toThrow(refused);
    expect(() => refuseBackwards(from, to, end)).toThrow(DomainError);
  });
});
