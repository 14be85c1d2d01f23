import { money, moneyJson, parseMoney } from '@o2c/money';
import { useAnswer } from '../api.js';
import { aboutText, manyText, moneyText } from '../format.js';
import { ColumnsChart } from '../parts/columns-chart.js';
import { Card } from '../parts/page.js';
import { Shown } from '../parts/states.js';

const TONES = ['good', 'wait', 'wait', 'bad', 'bad', 'bad'];

/** What is owed, by how long it is past due. */
export function Aging() {
  const answer = useAnswer('GET /v1/aging');
  return (
    <Card title="Aging">
      <Shown answer={answer}>
        {({ buckets, total, unapplied, unidentified, disputed }) => (
          <>
            <p className="big">
              {moneyText(total)} <small className="soft">open</small>
            </p>
            <ColumnsChart
              label="Open amounts by days past due"
              textOf={(minor) => aboutText(moneyJson(money(minor, total.currency)))}
              columns={buckets.map(({ name, amount, count }, index) => ({
                name: name === 'current' ? 'not due' : name.replace('-', '–'),
                value: parseMoney(amount).minor,
                text: `${aboutText(amount)} in ${manyText(count, 'item')}`,
                tone: TONES[index] ?? 'bad',
              }))}
            />
            <p className="soft definition">
              By days past the due date, to today; money counts from its value date. Disputed{' '}
              {moneyText(disputed)}; cash not applied {moneyText(unapplied)}, of unknown payers{' '}
              {moneyText(unidentified)}.
            </p>
          </>
        )}
      </Shown>
    </Card>
  );
}
