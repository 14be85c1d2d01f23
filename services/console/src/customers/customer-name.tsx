import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { client } from '../api.js';

const HALF_AN_HOUR = 1_800_000;

/** The name of a customer that is known by its id, as a way to its page. */
export function CustomerName({ id }: { readonly id: string }) {
  const { data } = useQuery({
    queryKey: ['customer name', id],
    queryFn: async () => (await client.call('GET /v1/customers/{id}', { path: { id } })).name,
    staleTime: HALF_AN_HOUR,
    placeholderData: undefined,
  });
  return (
    <Link className="quiet-link" href={`/customers/${id}`}>
      {data ?? '…'}
    </Link>
  );
}
