import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { reasonOf, useAct } from '../api.js';

type ActDialogProps = {
  readonly title: string;
  /** What the button says, e.g. `Release order`. */
  readonly verb: string;
  readonly children?: ReactNode;
  readonly isDangerous?: boolean;
  /** What people often say; absent: no reason is asked for. */
  readonly reasons?: readonly string[] | undefined;
  readonly act: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
};

/**
 * Asks for the reason, acts, and stays open with the system's own words when it is refused.
 * Nothing is shown as done before it is.
 */
export function ActDialog(props: ActDialogProps) {
  const { title, verb, children, isDangerous, reasons, act, onClose } = props;
  const [reason, setReason] = useState('');
  const acting = useAct(() => act(reason.trim()));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    acting.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Sheet title={title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {children}
        {reasons && <Reason value={reason} onChange={setReason} usual={reasons} />}
        <Refusal error={acting.error} />
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Keep as it is
          </button>
          <button
            type="submit"
            className={isDangerous ? 'button danger' : 'button main'}
            disabled={acting.isPending}
          >
            {acting.isPending ? 'Asking …' : verb}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

/** A window over the page that keeps the focus until it is closed; Escape closes it. */
export function Sheet({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className="sheet">
        <Dialog className="sheet-body">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Why something was refused, in the system's own words, with every fault. */
export function Refusal({ error }: { readonly error: unknown }) {
  if (!error) return null;
  return (
    <p className="refusal" role="alert">
      {reasonOf(error)}
    </p>
  );
}

function Reason({
  value,
  onChange,
  usual,
}: {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly usual: readonly string[];
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Reason, kept with your name</label>
      <input
        id={id}
        required
        maxLength={200}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <div className="chips">
        {usual.map((reason) => (
          <button key={reason} type="button" className="chip" onClick={() => onChange(reason)}>
            {reason}
          </button>
        ))}
      </div>
    </div>
  );
}
