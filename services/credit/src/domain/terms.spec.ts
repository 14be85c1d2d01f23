import { DomainError } from '@o2c/contracts';
import type { CreditCommand } from './credit-account.js';
import { account, after, asked, credit, KEY, said } from './sample-credit.js';
import type { TermsRequest } from './terms.js';

describe('A controller sets the terms', () => {
  const eur = (amount: string) => ({ amount, currency: 'EUR' });

  test('limit, rules and block at once; the version counts', () => {
    const rules = { overdue: { amount: eur('50.00'), days: 10 }, reviewOn: '2026-06-30' };
    const state = after(
      credit(account()),
      change({ limit: eur('1.00'), rules, blocked: { reason: 'fraud' } }),
    );
    const overdue = { amount: 5_000, days: 10 };
    const terms = { limit: 100, overdue, reviewOn: '2026-06-30', blocked: 'fraud' };
    expect(state.account).toMatchObject({ terms, version: 1 });
  });

  test('what is left out stays, {} and null switch off', () => {
    const before = credit(account({ blocked: 'fraud', reviewOn: '2026-06-30' }));
    const same = after(before, change({ limit: null }));
    expect(same.account.terms).toEqual(before.account.terms);
    const none = after(before, change({ limit: null, rules: {}, blocked: null }));
    expect(none.account.terms).toEqual(account().terms);
  });

  test('all faults are told at once', () => {
    const rules = { overdue: { amount: { amount: '1', currency: 'USD' }, days: 1 } };
    expect(faultsOf(change({ limit: eur('-1.00'), rules }))).toEqual([
      '/limit -1.00 is negative',
      '/rules/overdue/amount the account is in EUR, not USD',
    ]);
  });

  test('not on a version that somebody else has changed', () => {
    const state = credit(account({}, { version: 3 }));
    expect(() => said(state, change({ limit: null }))).toThrow('now at version 3');
  });
});

function change(terms: TermsRequest): CreditCommand {
  return asked({ type: 'ChangeTerms', named: KEY, version: 0, terms });
}

function faultsOf(command: CreditCommand): string[] {
  try {
    said(credit(account()), command);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.errors.map(({ path, message }) => `${path} ${message}`);
  }
}
