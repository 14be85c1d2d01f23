import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { reasonOf } from '../api.js';
import type { Answer } from './states.js';

/** Something that can be picked: its id, its name, and what tells it from its like. */
export type Choice = { readonly id: string; readonly name: string; readonly note?: string };

/** A field that searches as one types. */
export function Picker({
  label,
  answer: { data: choices, error },
  text,
  onText,
  onPick,
  placeholder,
}: {
  readonly label: string;
  readonly answer: Answer<readonly Choice[]>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onPick: (choice: Choice | undefined) => void;
  readonly placeholder?: string;
}) {
  const nothing = choices ? 'Nothing by that name' : error ? reasonOf(error) : 'Looking …';
  return (
    <ComboBox
      className="field picker"
      items={choices ?? []}
      inputValue={text}
      onInputChange={onText}
      allowsEmptyCollection
      menuTrigger="focus"
      onSelectionChange={(id) => onPick(choices?.find((choice) => choice.id === id))}
    >
      <Label>{label}</Label>
      <Input placeholder={placeholder ?? ''} />
      <Popover className="picker-list">
        <ListBox renderEmptyState={() => <p className="soft">{nothing}</p>}>
          {(choice: Choice) => (
            <ListBoxItem id={choice.id} textValue={choice.name} className="picker-item">
              <span>{choice.name}</span>
              {choice.note && <span className="soft">{choice.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
