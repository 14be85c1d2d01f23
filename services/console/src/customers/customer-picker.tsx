import { useState } from 'react';
import { useAnswer } from '../api.js';
import { type Choice, Picker } from '../parts/picker.js';

/** Finds a customer by what its name holds. */
export function CustomerPicker({
  onPick,
}: {
  readonly onPick: (customer: Choice | undefined) => void;
}) {
  const [text, setText] = useState('');
  const name = text.trim();
  const { data, error } = useAnswer('GET /v1/customers', {
    query: { limit: 20, ...(name && { search: name }) },
  });
  const choices = data?.items.map(({ id, name, number }) => ({ id, name, note: number }));
  return (
    <Picker
      label="Customer"
      answer={{ data: choices, error }}
      text={text}
      onText={setText}
      onPick={onPick}
    />
  );
}
