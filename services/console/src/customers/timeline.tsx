import type { Customer } from '@o2c/client';
import { useState } from 'react';
import { useAnswerIf } from '../api.js';
import { instantText } from '../format.js';
import { FactsList } from '../parts/facts-list.js';
import { Card } from '../parts/page.js';
import { PageLink } from '../parts/page-link.js';
import { Shown } from '../parts/states.js';
import { useLack } from '../session.js';

const PAGE = 20;

/** What happened with the customer: each order where it began, with its latest, and all else. */
export function Timeline({ customer }: { readonly customer: Customer }) {
  const lack = useLack('orders:read');
  /** Where the pages after the first began, up to this one. */
  const [turned, setTurned] = useState<readonly string[]>([]);
  const after = turned.at(-1);
  const answer = useAnswerIf(!lack, 'GET /v1/customers/{id}/timeline', {
    path: { id: customer.id },
    query: { limit: PAGE, ...(after !== undefined && { after }) },
  });
  const next = answer.data?.next ?? null;
  return (
    <Card
      title="Timeline"
      aside={
        (turned.length > 0 || next !== null) && (
          <div className="actions">
            <button
              type="button"
              className="button small"
              disabled={turned.length === 0}
              onClick={() => setTurned(turned.slice(0, -1))}
            >
              Newer
            </button>
            <button
              type="button"
              className="button small"
              disabled={next === null || answer.isPlaceholderData}
              onClick={() => next !== null && setTurned([...turned, next])}
            >
              Older
            </button>
          </div>
        )
      }
    >
      <Shown answer={answer} lack={lack}>
        {({ items }) => (
          <FactsList
            facts={items}
            headOf={({ order, orderNumber, at }) =>
              order !== null && (
                <p className="paper">
                  <PageLink href={`/orders/${order}`}>{orderNumber}</PageLink>
                  <small className="soft">begun {instantText(at)}</small>
                </p>
              )
            }
          />
        )}
      </Shown>
    </Card>
  );
}
