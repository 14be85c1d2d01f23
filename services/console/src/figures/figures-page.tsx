import type { KpisView } from '@o2c/client';
import { money, moneyJson, parseMoney } from '@o2c/money';
import { useState } from 'react';
import { useAnswer } from '../api.js';
import { aboutText, countText, dayText, decimalText, durationText, moneyText } from '../format.js';
import { dayFromToday } from '../now.js';
import { ColumnsChart } from '../parts/columns-chart.js';
import { Select } from '../parts/field.js';
import { Card, Page } from '../parts/page.js';
import { PageLink } from '../parts/page-link.js';
import { Shown } from '../parts/states.js';
import { label } from '../words.js';
import '../style/figures.css';
import { Aging } from './aging.js';
import { Figure } from './figure.js';
import { type Defined, FactsBehind } from './facts-behind.js';
import { weeksOf } from './weeks.js';

/** How well the process does, each figure with its definition and the way to what is behind it. */
export function FiguresPage() {
  const [length, setLength] = useState('90');
  const [behind, setBehind] = useState<Defined>();
  const period = { from: dayFromToday(1 - Number(length)), to: dayFromToday(0) };
  const answer = useAnswer('GET /v1/kpis', { query: period });
  return (
    <Page
      title="Figures"
      lead={`${dayText(period.from)} – ${dayText(period.to)}`}
      actions={
        <Select
          label="Period"
          value={length}
          options={[
            ['30', '30 days'],
            ['90', '90 days'],
            ['365', 'a year'],
          ]}
          onChange={setLength}
        />
      }
    >
      <Shown answer={answer}>
        {(kpis) => (
          <div className="figures">
            <Collection kpis={kpis} onOpen={setBehind} />
            <Aging />
            <CashIn kpis={kpis} onOpen={setBehind} />
            <CycleTimes kpis={kpis} onOpen={setBehind} />
            <OrdersNow kpis={kpis} />
          </div>
        )}
      </Shown>
      {behind && (
        <FactsBehind figure={behind} period={period} onClose={() => setBehind(undefined)} />
      )}
    </Page>
  );
}

type Part = { readonly kpis: KpisView; readonly onOpen: (figure: Defined) => void };

function Collection({ kpis, onOpen }: Part) {
  const { dso, averageDaysDelinquent, collectionEffectiveness, cashApplicationRate, holdRate } =
    kpis;
  const days = [
    ['DSO, end of period', dso.periodEnd],
    ['DSO, average', dso.average],
    ['DSO, countback', dso.countback],
    ['DSO, best possible', dso.bestPossible],
    ['Days delinquent', averageDaysDelinquent],
  ] as const;
  const percents = [
    ['Collection effectiveness', collectionEffectiveness],
    ['Cash applied', cashApplicationRate],
    ['Orders held', holdRate],
  ] as const;
  return (
    <div className="figure-row">
      {days.map(([title, { name, days: value, definition }]) => (
        <Figure
          key={title}
          title={title}
          value={value === null ? undefined : decimalText(value)}
          unit="days"
          definition={definition}
          onOpen={() => onOpen({ name, definition })}
        />
      ))}
      {percents.map(([title, { name, percent, definition }]) => (
        <Figure
          key={title}
          title={title}
          value={percent === null ? undefined : decimalText(percent)}
          unit="%"
          definition={definition}
          onOpen={() => onOpen({ name, definition })}
        />
      ))}
    </div>
  );
}

function CashIn({ kpis, onOpen }: Part) {
  const { days, definition, received, name } = kpis.cashPerDay;
  const weeks = weeksOf(days, received.currency, kpis);
  const net = weeks.reduce((sum, { value }) => sum + value, 0);
  return (
    <Card
      title="Cash in per week"
      aside={
        <button type="button" className="button small" onClick={() => onOpen({ name, definition })}>
          Facts behind it
        </button>
      }
    >
      <p className="big">{moneyText(moneyJson(money(net, received.currency)))}</p>
      <ColumnsChart
        label="Cash in per week"
        columns={weeks}
        textOf={(minor) => aboutText(moneyJson(money(minor, received.currency)))}
        every={Math.ceil(weeks.length / 7)}
      />
      <p className="soft definition">
        {definition} {net !== parseMoney(received).minor && TAKEN_OFF}
      </p>
    </Card>
  );
}

const TAKEN_OFF = 'What the bank took back is taken off.';

function CycleTimes({ kpis, onOpen }: Part) {
  return (
    <Card title="Cycle times">
      <div className="table-frame" tabIndex={0} role="region" aria-label="Cycle times">
        <table>
          <thead>
            <tr>
              <th scope="col">From – to</th>
              <th scope="col" className="end">
                Orders
              </th>
              <th scope="col" className="end">
                Half within
              </th>
              <th scope="col" className="end">
                Nine of ten
              </th>
            </tr>
          </thead>
          <tbody>
            {kpis.cycleTimes.map(({ name, definition, count, medianHours, p90Hours }) => (
              <tr key={name}>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    title={definition}
                    onClick={() => onOpen({ name, definition })}
                  >
                    {title(name)}
                  </button>
                </th>
                <td className="end">{countText(count)}</td>
                <td className="end">{hours(medianHours)}</td>
                <td className="end">{hours(p90Hours)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function OrdersNow({ kpis }: { readonly kpis: KpisView }) {
  const { states, definition } = kpis.ordersByState;
  const most = Math.max(1, ...states.map(({ count }) => count));
  return (
    <Card title="Orders by state">
      <ul className="bars">
        {states.map(({ status, count }) => (
          <li key={status}>
            <PageLink href={`/orders?status=${status}`}>{label(status)}</PageLink>
            <span
              className="bar"
              style={{ width: `${(count / most) * 100}%` }}
              aria-hidden="true"
            />
            <b>{countText(count)}</b>
          </li>
        ))}
      </ul>
      <p className="soft definition">{definition.replaceAll('_', ' ')}</p>
    </Card>
  );
}

/** `order-to-release`, `orderToRelease`: `Order to release`. */
function title(name: string): string {
  return label(
    name
      .replaceAll(/[-.]/g, ' ')
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase(),
  );
}

function hours(value: number | null): string {
  return value === null ? '–' : durationText(value * 3_600);
}
