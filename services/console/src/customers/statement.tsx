import type { Customer, Money } from '@o2c/client';
import { isZero, parseMoney } from '@o2c/money';
import { useAnswerIf } from '../api.js';
import { dayText, moneyText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { Card } from '../parts/page.js';
import { Empty, Shown } from '../parts/states.js';
import { useLack } from '../session.js';
import { label } from '../words.js';

/** What was asked for and what came in, with the balance after each. */
export function Statement({ customer }: { readonly customer: Customer }) {
  const lack = useLack('open-items:read');
  const answer = useAnswerIf(!lack, 'GET /v1/customers/{id}/statement', {
    path: { id: customer.id },
  });
  return (
    <Card title="Statement">
      <Shown answer={answer} lack={lack}>
        {({ movements, closing, ahead }) =>
          movements.length === 0 && isZero(parseMoney(ahead)) ? (
            <Empty title="Nothing has moved yet">The first invoice or payment does.</Empty>
          ) : (
            <div className="table-frame tall" tabIndex={0} role="region" aria-label="Movements">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Document</th>
                    <th scope="col" className="end">
                      Amount
                    </th>
                    <th scope="col" className="end">
                      Balance
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {movements.toReversed().map(({ on, type, document, amount, balance }, index) => (
                    <tr key={index}>
                      <th scope="row">
                        <span className="two-lines">
                          <span>{document}</span>
                          <small className="soft">
                            {label(type)} · {dayText(on)}
                          </small>
                        </span>
                      </th>
                      <td className="end">{moneyText(amount)}</td>
                      <td className="end">{moneyText(balance)}</td>
                    </tr>
                  ))}
                </tbody>
                <tfoot>
                  <tr className="gross">
                    <th scope="row" colSpan={2} className="end">
                      Owed now
                    </th>
                    <td className="end">
                      <Amount of={closing} />
                    </td>
                  </tr>
                  {!isZero(parseMoney(ahead)) && <Ahead amount={ahead} />}
                </tfoot>
              </table>
            </div>
          )
        }
      </Shown>
    </Card>
  );
}

/** Why the open items, and with them the exposure, may come to something else than this account. */
function Ahead({ amount }: { readonly amount: Money }) {
  return (
    <tr>
      <th scope="row" colSpan={2}>
        <span className="two-lines">
          <span>Booked already for a later day</span>
          <small className="soft">
            Counts here from its value date; open items and credit count it at once.
          </small>
        </span>
      </th>
      <td className="end">
        <Amount of={amount} />
      </td>
    </tr>
  );
}
