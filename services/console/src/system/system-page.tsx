import type { AuditDto, HeadsDto, IdentityDto } from '@o2c/client';
import { useAnswerIf } from '../api.js';
import { countText, moneyText, quantityText } from '../format.js';
import { Card, Page } from '../parts/page.js';
import { Shown } from '../parts/states.js';
import { useNarrow } from '../parts/use-narrow.js';
import { useLack } from '../session.js';
import { label } from '../words.js';
import '../style/figures.css';
import { ParkedFacts } from './parked-facts.js';

/** Whether the services keep up with each other, and whether everything adds up. */
export function SystemPage() {
  const lack = useLack('operations');
  const answer = useAnswerIf(!lack, 'GET /v1/audit');
  return (
    <Page title="System">
      <Shown answer={answer} lack={lack}>
        {(audit) => (
          <div className="system-page">
            <Verdict audit={audit} />
            <Services services={audit.services} />
            <ParkedFacts />
            <Identities identities={audit.identities} />
          </div>
        )}
      </Shown>
    </Page>
  );
}

function Verdict({ audit }: { readonly audit: AuditDto }) {
  const { ok, identities } = audit;
  const broken = identities.filter((identity) => identity.ok === false).length;
  const [mood, title, words] =
    ok === null
      ? ['wait', 'Facts are on their way', 'Sums are compared again as soon as all have arrived.']
      : ok
        ? [
            'good',
            'Everything adds up',
            `${countText(identities.length)} identities hold over all services.`,
          ]
        : ['bad', 'Something does not add up', `${countText(broken)} identities are broken.`];
  return (
    <div className="verdict" data-mood={mood} role="status">
      <strong>{title}</strong>
      <span>{words}</span>
    </div>
  );
}

const MEASURES = [
  ['backlog', 'To send'],
  ['lag', 'To handle'],
  ['waiting', 'Waiting'],
  ['followUps', 'Follow-ups'],
  ['parked', 'Parked'],
] as const;

function Services({ services }: { readonly services: readonly HeadsDto[] }) {
  const isNarrow = useNarrow();
  return (
    <Card title="Services">
      <div className="table-frame" tabIndex={0} role="region" aria-label="Services">
        <table>
          <thead>
            <tr>
              <th scope="col">Service</th>
              <th scope="col" className="end">
                Facts published
              </th>
              {MEASURES.map(([, name]) => (
                <th key={name} scope="col" className="end" data-wide="true">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {services.map((service) => (
              <tr key={service.service}>
                <th scope="row">
                  <span className="two-lines">
                    <span>{label(service.service)}</span>
                    {isNarrow && (
                      <small className={service.parked > 0 ? 'refusal-line' : 'soft'}>
                        {measuresText(service)}
                      </small>
                    )}
                  </span>
                </th>
                <td className="end">{countText(service.head)}</td>
                {MEASURES.map(([measure]) => (
                  <td
                    key={measure}
                    className="end"
                    data-wide="true"
                    data-mood={moodOf(measure, service[measure])}
                  >
                    {countText(service[measure])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

/** The same in words: `3 to handle · 1 parked`. */
function measuresText(service: HeadsDto): string {
  const there = MEASURES.filter(([measure]) => service[measure] > 0);
  const words = there.map(([of, name]) => `${countText(service[of])} ${name.toLowerCase()}`);
  return words.join(' · ') || 'Up to date';
}

function moodOf(measure: string, count: number): string | undefined {
  if (count === 0) return 'quiet';
  return measure === 'parked' ? 'bad' : undefined;
}

function Identities({ identities }: { readonly identities: readonly IdentityDto[] }) {
  return (
    <Card title="Audit">
      <ul className="identities">
        {identities.map(({ name, seller, currency, left, right, ok, firstBroken }) => (
          <li
            key={`${name} ${seller} ${currency}`}
            data-mood={ok === null ? 'wait' : ok ? 'good' : 'bad'}
          >
            <span>{label(name)}</span>
            <span className="identity-sums">
              {sumText(left, currency)} {ok === false ? '≠' : '='} {sumText(right, currency)}
            </span>
            {firstBroken && <small>First broken: {firstBroken}</small>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function sumText(amount: string, currency: string | null): string {
  return currency === null ? quantityText(amount) : moneyText({ amount, currency });
}
