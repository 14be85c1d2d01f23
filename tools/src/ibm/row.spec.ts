import { customerOf, openItemOf, paymentOf, reasonAgainst, rowOf } from './row.js';

const text =
  '406,8976-AMJEO,3/3/2012,0007900770,1/26/2012,2/25/2012,61.7,Yes,3/3/2012,Electronic,36,6';
const row = rowOf(text.split(','));

describe('A line of a receivables file', () => {
  it('becomes an item of its date, disputed where it says so', () => {
    expect(reasonAgainst(row)).toBeUndefined();
    expect(openItemOf(row, 'S-1')).toEqual({
      ...{ seller: 'S-1', customer: '8976-AMJEO', document: '0007900770', kind: 'invoice' },
      ...{ documentDate: '2012-01-26', dueDate: '2012-02-25', history: true },
      amount: { amount: '61.70', currency: 'USD' },
      disputed: { amount: '61.70', currency: 'USD' },
    });
    expect(customerOf(row)).toMatchObject({ number: '8976-AMJEO', currency: 'USD' });
  });

  it('and a payment on the day it was settled, which is never booked twice', () => {
    expect(paymentOf(row, 'S-1')).toMatchObject({
      ...{ valueDate: '2012-03-03', reference: 'Invoice 0007900770' },
      bankReference: 'ibm-0007900770',
    });
  });

  it('is refused when a column is blank or missing, or a date or amount cannot be read', () => {
    expect(reasonAgainst({ ...row, PaperlessBill: '' })).toBe('row.incomplete');
    expect(reasonAgainst(rowOf(['406']))).toBe('row.incomplete');
    expect(reasonAgainst({ ...row, SettledDate: 'soon' })).toBe('row.malformed');
    expect(reasonAgainst({ ...row, InvoiceAmount: '-3' })).toBe('row.malformed');
  });
});
