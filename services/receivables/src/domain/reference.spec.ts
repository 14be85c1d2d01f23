import { namesIn, nameOf } from './reference.js';

describe('A payment’s reference', () => {
  it.each([
    ['INV-2026-000099', ['INV-2026-000099']],
    ['thanks for inv-1, INV-2; and (12)!', ['INV-1', 'INV-2', '12']],
    ['Invoice:12', ['INVOICE', '12']],
    ['#12 / 13.', ['12', '13']],
    ['12+13&14', ['12', '13', '14']],
    ['"4711"', ['4711']],
    ['2026/15', ['2026/15']],
    ['１２', ['12']],
    ['   ', []],
  ])('%s names the documents %j', (reference, documents) => {
    expect(namesIn(reference).documents).toEqual(expect.arrayContaining(documents));
  });

  it.each(['123', 'INV-12-3', 'A12', '12A', '2026/12', 'INV#12', '012', '12.50'])(
    '%s does not name the document 12: a word is never cut',
    (reference) => {
      expect(namesIn(reference).documents).not.toContain('12');
    },
  );

  it.each([
    'RF98INV2026000123',
    'rf98inv2026000123',
    'RF98 INV2 0260 0012 3',
    'paid RF98 INV2 0260 0012 3 today',
    'INV-1; RF98INV2026000123',
  ])('%s names the creditor reference, however it is printed', (reference) => {
    expect(namesIn(reference).references).toContain('RF98INV2026000123');
  });

  it('names the document beside a creditor reference, which is not joined to it for good', () => {
    const { references, documents } = namesIn('RF18INV1 12');
    expect(references).toContain('RF18INV1');
    expect(documents).toContain('12');
  });

  it('is read in reasonable time, whatever it holds', () => {
    expect(namesIn('RF12 '.repeat(800)).documents).toEqual(['RF12']);
    expect(namesIn('1 2 3 4 5 6 7 8 9 '.repeat(200)).documents).toHaveLength(9);
  });

  it('compares names without case, outer blanks and the groups of a creditor reference', () => {
    expect(nameOf(' inv-1 ')).toBe('INV-1');
    expect(nameOf('RF98 INV2 0260')).toBe('RF98INV20260');
  });
});
