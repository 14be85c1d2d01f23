import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { nameOf } from './customer-names.js';

const HALF_AN_HOUR = 1_800_000;

/** The name of a customer that is known by its id, as a way to its page. */
export function CustomerName({ id }: { readonly id: string }) {
  const { data } = useQuery({
    queryKey: ['customer name', id],
    queryFn: () => nameOf(id),
    staleTime: HALF_AN_HOUR,
    placeholderData: undefined,
  });
  return (
    <Link className="quiet-link" href={`/customers/${id}`}>
      {data ?? '…'}
    </Link>
  );
}
