import type { ParkedFactDto } from '@o2c/client';
import { useState } from 'react';
import { client, useAnswer } from '../api.js';
import { ageText } from '../format.js';
import { ActDialog } from '../parts/act-dialog.js';
import { Card } from '../parts/page.js';
import { Empty, Shown } from '../parts/states.js';
import { factName } from '../words.js';

/** Facts that a service could not handle, and what an operator does about them. */
export function ParkedFacts() {
  const answer = useAnswer('GET /v1/parked-facts', { query: { status: 'parked', limit: 100 } });
  const [asked, setAsked] = useState<{ fact: ParkedFactDto; verb: 'replay' | 'discard' }>();
  return (
    <Card title="Parked facts">
      <Shown answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="None is parked">Every fact was handled.</Empty>
          ) : (
            <ul className="papers">
              {items.map((fact) => (
                <Row key={fact.id} fact={fact} ask={(verb) => setAsked({ fact, verb })} />
              ))}
            </ul>
          )
        }
      </Shown>
      {asked && (
        <ActDialog
          title={`${asked.verb === 'replay' ? 'Replay' : 'Discard'} ${factName(asked.fact.type)}`}
          verb={asked.verb === 'replay' ? 'Replay' : 'Discard'}
          isDangerous={asked.verb === 'discard'}
          reasons={asked.verb === 'replay' ? ['The cause is mended'] : ['Has no effect any more']}
          act={(reason) =>
            client.call(`POST /v1/parked-facts/{id}/${asked.verb}`, {
              path: { id: asked.fact.id },
              body: { reason },
            })
          }
          onClose={() => setAsked(undefined)}
        />
      )}
    </Card>
  );
}

function Row({
  fact,
  ask,
}: {
  readonly fact: ParkedFactDto;
  readonly ask: (verb: 'replay' | 'discard') => void;
}) {
  const { type, service, error, code, since, queuedBehind } = fact;
  return (
    <li>
      <div className="two-lines">
        <span>
          {factName(type)} in {service}: {error}
        </span>
        <small className="soft">
          {code} · {ageText(since)} ago · {queuedBehind} wait behind it
        </small>
      </div>
      <div className="actions">
        <button type="button" className="button small" onClick={() => ask('replay')}>
          Replay
        </button>
        <button type="button" className="button small" onClick={() => ask('discard')}>
          Discard
        </button>
      </div>
    </li>
  );
}
