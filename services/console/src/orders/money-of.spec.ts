import type { Invoice, OpenItem, Order } from '@o2c/client';
import { moneyJson } from '@o2c/money';
import { moneyOf } from './money-of.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const line = (gross: string, cancelled = 0, invoiced = 0) => ({
  ...{ ordered: 3, cancelled, invoiced, gross: eur(gross) },
});
const order = (...lines: readonly object[]) =>
  ({ currency: 'EUR', gross: eur('100.00'), lines }) as unknown as Order;
const invoice = (gross: string, creditedGross = '0.00') =>
  ({ gross: eur(gross), creditedGross: eur(creditedGross) }) as Invoice;
const open = (amount: string) => ({ open: eur(amount) }) as OpenItem;
const texts = (money: ReturnType<typeof moneyOf>) =>
  Object.fromEntries(Object.entries(money).map(([name, of]) => [name, moneyJson(of).amount]));

describe('The money of an order', () => {
  const nothing = { cancelled: '0.00', credited: '0.00', settled: '0.00', open: '0.00' };

  it('is ahead until it is invoiced', () => {
    const money = moneyOf(order(line('100.00', 0, 1)), [invoice('33.33')], [open('33.33')]);
    const expected = { ...nothing, invoiced: '33.33', open: '33.33', ahead: '66.67' };
    expect(texts(money)).toMatchObject(expected);
  });

  it('leaves no cent ahead when all is invoiced, though tax was rounded on each invoice', () => {
    const invoices = [invoice('33.34'), invoice('66.67')];
    const money = moneyOf(order(line('100.00', 0, 3)), invoices, [open('66.67')]);
    expect(texts(money)).toMatchObject({ settled: '33.34', open: '66.67', ahead: '0.00' });
  });

  it('does not ask again for what was credited', () => {
    const invoices = [invoice('100.00', '40.00')];
    const money = moneyOf(order(line('100.00', 0, 3)), invoices, [open('60.00'), open('0.00')]);
    const expected = { invoiced: '100.00', credited: '40.00', open: '60.00', ahead: '0.00' };
    expect(texts(money)).toMatchObject({ ...nothing, ...expected });
  });

  it('has nothing ahead of what was cancelled', () => {
    const money = moneyOf(order(line('60.00', 3), line('40.00', 1)), [], []);
    expect(texts(money)).toEqual({
      ...{ ...nothing, ordered: '100.00', invoiced: '0.00' },
      ...{ cancelled: '73.33', ahead: '26.67' },
    });
  });
});
