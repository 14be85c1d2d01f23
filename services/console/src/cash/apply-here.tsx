import { useAnswer } from '../api.js';
import { moneyText } from '../format.js';
import { Sheet } from '../parts/act-dialog.js';
import { Shown } from '../parts/states.js';
import '../style/order.css';
import { ApplyCash } from './apply-cash.js';

/** A payment's money applied without leaving the page. */
export function ApplyHere({
  payment: id,
  onClose,
}: {
  readonly payment: string;
  readonly onClose: () => void;
}) {
  const answer = useAnswer('GET /v1/payments/{id}', { path: { id } });
  const title = answer.data ? `Apply ${moneyText(answer.data.unapplied)}` : 'Apply';
  return (
    <Sheet title={title} onClose={onClose}>
      <Shown answer={answer}>
        {(payment) => <ApplyCash payment={payment} onApplied={onClose} />}
      </Shown>
    </Sheet>
  );
}
