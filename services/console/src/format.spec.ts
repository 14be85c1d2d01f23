import { dayText, moneyText, spokenText } from './format.js';

const day = (): string => dayText('2026-11-23');
const eur = (amount: string): string => moneyText({ amount, currency: 'EUR' });

describe('What the system says is shown', () => {
  it.each([
    ['SO-2026-000009 was to leave by 2026-11-23', `SO-2026-000009 was to leave by ${day()}`],
    ['3380.08 EUR; -5.00 EUR is left.', `${eur('3380.08')}; ${eur('-5.00')} is left.`],
    [
      '1 line over 3380.08 EUR, due on 2026-11-23.',
      `1 line over ${eur('3380.08')}, due on ${day()}.`,
    ],
  ])('%s: with days and amounts as people write them', (said, shown) => {
    expect(spokenText(said)).toBe(shown);
  });

  it.each([
    '10026-261126 was ordered before: SO-2026-001375',
    'ORDER-2026-11-23 and 2026-99-99 are no days',
    '4.00 PCS, 0.123456 EUR each, 4 EUR',
    'at 2026-11-23T10:43:00Z',
  ])('%s: as it is, where nothing is sure', (said) => {
    expect(spokenText(said)).toBe(said);
  });
});
