import { useState } from 'react';
import { useAnswer } from '../api.js';
import { moneyText } from '../format.js';
import { Picker } from '../parts/picker.js';

/** Finds a product that is sold by what its name holds. */
export function ProductPicker({ onPick }: { readonly onPick: (sku: string) => void }) {
  const [text, setText] = useState('');
  const name = text.trim();
  const { data, error } = useAnswer('GET /v1/products', {
    query: { limit: 20, active: true, ...(name && { search: name }) },
  });
  const choices = data?.items.map(({ sku, name, price }) => ({
    id: sku,
    name,
    note: [sku, price && moneyText(price)].filter(Boolean).join(' · '),
  }));
  return (
    <Picker
      label="Product"
      answer={{ data: choices, error }}
      text={text}
      onText={setText}
      onPick={(choice) => onPick(choice?.id ?? '')}
    />
  );
}
