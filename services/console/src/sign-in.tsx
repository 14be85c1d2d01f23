import { type FormEvent, useState } from 'react';
import { client, queries, reasonOf, useAct } from './api.js';
import { Mark } from './parts/icon.js';

/** The way in: an API key, which is exchanged for a cookie and forgotten. */
export function SignIn() {
  const [key, setKey] = useState('');
  const signIn = useAct(() => client.call('POST /v1/session', { body: { key: key.trim() } }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate(undefined, { onSuccess: () => queries.resetQueries() });
  };
  return (
    <main className="sign-in">
      <form className="card sign-in-card" onSubmit={submit}>
        <Mark />
        <h1>Order to cash</h1>
        <p className="soft">Sign in with an API key. The first start prints one.</p>
        <label className="field">
          <span>API key</span>
          <input
            type="password"
            autoComplete="current-password"
            autoFocus
            required
            value={key}
            onChange={({ target }) => setKey(target.value)}
          />
        </label>
        {signIn.error && (
          <p className="refusal" role="alert">
            {reasonOf(signIn.error)}
          </p>
        )}
        <button className="button main" type="submit" disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in …' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}
