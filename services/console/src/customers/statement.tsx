import type { Customer } from '@o2c/client';
import { useAnswerIf } from '../api.js';
import { dayText, moneyText } from '../format.js';
import { Amount } from '../parts/amount.js';
import { Card } from '../parts/page.js';
import { NoRight, Shown } from '../parts/states.js';
import { useMay } from '../session.js';
import { label } from '../words.js';

/** What was asked for and what came in, with the balance after each. */
export function Statement({ customer }: { readonly customer: Customer }) {
  const mayRead = useMay('open-items:read');
  const answer = useAnswerIf(mayRead, 'GET /v1/customers/{id}/statement', {
    path: { id: customer.id },
  });
  return (
    <Card title="Statement">
      {mayRead ? (
        <Shown answer={answer}>
          {({ movements, closing }) => (
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
                </tfoot>
              </table>
            </div>
          )}
        </Shown>
      ) : (
        <NoRight reason="This key lacks the scope open-items:read" />
      )}
    </Card>
  );
}
