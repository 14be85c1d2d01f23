import { countText, manyText, shareText } from '../format.js';
import { Card } from '../parts/page.js';
import { factName } from '../words.js';
import type { MapView } from './map-view.js';

const SHOWN = 12;

/** The ways that whole orders went, the most frequent first, with what was done twice. */
export function Variants({ view }: { readonly view: MapView }) {
  const shown = view.variants.slice(0, SHOWN);
  return (
    <Card
      title="Variants"
      className="variants"
      aside={<span className="soft">{countText(view.variants.length)}</span>}
    >
      <ol>
        {shown.map(({ path, count, share, rework }) => (
          <li key={path.join()}>
            <div className="variant-head">
              <strong>{shareText(share)}</strong>
              <span className="soft">{manyText(count, 'order')}</span>
              <span className="variant-bar" style={{ width: `${Math.max(1, share * 100)}%` }} />
            </div>
            <p className="variant-path">{path.map(factName).join(' → ')}</p>
            {rework.length > 0 && (
              <p className="chips">
                {rework.map((step) => (
                  <span key={step} className="status" data-mood="wait">
                    {factName(step)} again
                  </span>
                ))}
              </p>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
