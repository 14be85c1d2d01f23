import { useQuery } from '@tanstack/react-query';
import { PageLink } from '../parts/page-link.js';
import { useLack } from '../session.js';
import { nameOf } from './customer-names.js';

const HALF_AN_HOUR = 1_800_000;

/** The name of a customer that is known by its id, as a way to its page. */
export function CustomerName({ id }: { readonly id: string }) {
  const lack = useLack('customers:read');
  const { data } = useQuery({
    queryKey: ['customer name', id],
    queryFn: () => nameOf(id),
    enabled: !lack,
    staleTime: HALF_AN_HOUR,
    placeholderData: undefined,
  });
  if (lack) {
    return (
      <span className="soft" title={lack}>
        Customer not for this key
      </span>
    );
  }
  return (
    <PageLink className="quiet-link" href={`/customers/${id}`}>
      {data ?? '…'}
    </PageLink>
  );
}
