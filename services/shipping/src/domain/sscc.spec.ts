import { checkDigit, isCompanyPrefix, ssccOf } from './sscc.js';

describe('The number on a package', () => {
  it.each([
    ['09528765432101234', 6],
    ['34012345000000001', 7],
    ['00000000000000000', 0],
  ])('ends %s with check digit %i', (digits, check) => {
    expect(checkDigit(digits)).toBe(check);
  });

  it.each([
    ['9528765', 432101234, '095287654321012346'],
    ['9528765', 3_000_000_001, '395287650000000018'],
    ['952876543210', 1, '095287654321000015'],
    ['952876543210', 100_001, '095287654321000015'],
    ['9528', 1, '095280000000000017'],
  ])('has 18 digits for prefix %s and serial %i', (prefix, serial, sscc) => {
    expect(ssccOf(prefix, serial)).toBe(sscc);
    expect(checkDigit(sscc.slice(0, 17))).toBe(Number(sscc.slice(17)));
  });

  it('is not made of what is no GS1 company prefix', () => {
    expect(['9528765', '123', '1234567890123', '95287x5', undefined].map(isCompanyPrefix)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
