import { label, type Mood, moodOf } from '../words.js';

/** A status in a word, with a colour that repeats it. */
export function Status({ of, mood = moodOf(of) }: { readonly of: string; readonly mood?: Mood }) {
  return (
    <span className="status" data-mood={mood}>
      {label(of)}
    </span>
  );
}
