import { catalogue, type AnyEvent, type DataOf, type EventType } from '@o2c/contracts';
import { eur, exampleId } from './example-facts.js';

type Json = ReturnType<typeof JSON.parse>;

/** What a test needs of a started service. */
type Service = {
  http(
    method: 'GET' | 'POST',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<{ readonly status: number; readonly body: Json }>;
  publishFact<T extends EventType>(type: T, data: DataOf<T>): Promise<unknown>;
  facts(): readonly AnyEvent[];
};

/** What a clerk does in tests, at the service that has started by then. */
export function deskAt(service: () => Service) {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    service().http('POST', `/v1/${path}`, body, headers);
  const get = async (path: string): Promise<Json> =>
    (await service().http('GET', `/v1/${path}`)).body;
  return {
    post,
    get,
    /** Another customer, by id. */
    customerOf: async (number: string): Promise<string> => {
      const { example } = catalogue.CustomerRegistered;
      const customer = exampleId();
      await service().publishFact('CustomerRegistered', { ...example, customer, number });
      return customer;
    },
    pay: (amount: string, more: object = {}) => {
      const money = { amount: eur(amount), method: 'transfer', valueDate: '2026-03-10' };
      return post('payments', { ...money, ...more });
    },
    itemOf: async (document: string): Promise<Json> =>
      (await get(`open-items?document=${document}`)).items[0],
    /** Types of the facts that were published after so many. */
    factsSince: (before: number): readonly EventType[] =>
      service()
        .facts()
        .slice(before)
        .map(({ type }) => type),
  };
}
