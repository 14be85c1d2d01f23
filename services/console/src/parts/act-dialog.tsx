import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { reasonOf, useAct } from '../api.js';
import { NoRight } from './states.js';

type ActDialogProps<T> = {
  readonly title: string;
  /** What the button says, e.g. `Release order`. */
  readonly verb: string;
  /** What it says while the system is asked. */
  readonly doing?: string;
  readonly children?: ReactNode;
  readonly isDangerous?: boolean;
  /** What the key lacks to fill it in, see `useLack`. */
  readonly lack?: string | undefined;
  /** Whether enough is filled in to be asked for. */
  readonly isWhole?: boolean;
  /** What people often say; absent: no reason is asked for. */
  readonly reasons?: readonly string[] | undefined;
  readonly act: (reason: string) => Promise<T>;
  readonly onDone?: (answer: T) => void;
  readonly onClose: () => void;
};

/**
 * Asks for what is needed, acts, and stays open with the system's own words when it is refused.
 * Nothing is shown as done before it is.
 */
export function ActDialog<T>(props: ActDialogProps<T>) {
  const { title, verb, doing = 'Asking', children, isDangerous, isWhole = true } = props;
  const { lack, reasons, act, onDone, onClose } = props;
  const [reason, setReason] = useState('');
  const acting = useAct(() => act(reason.trim()));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    acting.mutate(undefined, { onSuccess: onDone ?? onClose });
  };
  if (lack) {
    return (
      <Sheet title={title} onClose={onClose}>
        <NoRight reason={lack} />
      </Sheet>
    );
  }
  return (
    <Sheet title={title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {children}
        {reasons && <Reason value={reason} onChange={setReason} usual={reasons} />}
        <Refusal error={acting.error} />
        <div className="actions">
          <button type="button" className="button" onClick={onClose}>
            Not now
          </button>
          <button
            type="submit"
            className={isDangerous ? 'button danger' : 'button main'}
            disabled={!isWhole || acting.isPending}
          >
            {acting.isPending ? `${doing} …` : verb}
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
        <Dialog className="sheet-body" ref={takeFocus}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The library waits for the next picture, and a key pressed before it would be lost. */
function takeFocus(dialog: HTMLElement | null): void {
  if (!dialog?.contains(document.activeElement)) dialog?.focus();
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
