import * as fc from 'fast-check';
import { creditorReference, isCreditorReference } from './index.js';

const characters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const numbers = fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 21 });

describe('A creditor reference', () => {
  test.each([
    ['INV2026000123', 'RF98INV2026000123'],
    ['INV-2026-000123', 'RF98INV2026000123'],
    ['inv 2026/000123', 'RF98INV2026000123'],
    ['539007547034', 'RF18539007547034'],
    ['2348231', 'RF712348231'],
  ])('of document %s is %s', (number, reference) => {
    expect(creditorReference(number)).toBe(reference);
    expect(isCreditorReference(reference)).toBe(true);
  });

  test.each(['RF18 5390 0754 7034', 'rf18539007547034', ' RF98 INV2 0260 0012 3 '])(
    'is recognised as printed: %j',
    (text) => {
      expect(isCreditorReference(text)).toBe(true);
    },
  );

  test.each(['', 'RF98', 'RF99INV2026000123', 'INV2026000123', 'RF98INV-2026-000123', 'RFXX1'])(
    '%j is none',
    (text) => {
      expect(isCreditorReference(text)).toBe(false);
    },
  );

  test('shows every mistyped character and every swap of neighbours', () => {
    const noticed = (number: string, at: number, other: string) => {
      const body = creditorReference(number).slice(4);
      const i = at % body.length;
      const check = creditorReference(number).slice(0, 4);
      const typo = body.slice(0, i) + other + body.slice(i + 1);
      const swap = body.slice(0, i) + (body[i + 1] ?? '') + body[i] + body.slice(i + 2);
      for (const wrong of [typo, swap])
        expect(isCreditorReference(check + wrong)).toBe(wrong === body);
    };
    const digits = fc.string({
      unit: fc.constantFrom(...'0123456789'),
      minLength: 1,
      maxLength: 21,
    });
    fc.assert(fc.property(digits, fc.nat(20), fc.constantFrom(...'0123456789'), noticed));
  });

  test('exists for every number of up to 21 letters and digits', () => {
    fc.assert(fc.property(numbers, (number) => isCreditorReference(creditorReference(number))));
  });

  test.each(['', '---', 'A'.repeat(22)])('does not exist for %j', (number) => {
    expect(() => creditorReference(number)).toThrow(RangeError);
  });
});
