import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');

type Service = {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string; readonly args: { readonly SERVICE: string } };
  readonly depends_on?: readonly string[] | Readonly<Record<string, { condition: string }>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly volumes?: readonly string[];
};

const compose = parse(text('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const dockerfile = text('deploy/Dockerfile');

/** What a service reads of its environment, and whether it cannot do without. */
function settingsOf(service: string): ReadonlyMap<string, boolean> {
  const own = globSync(`services/${service}/src/**/config.ts`, { cwd: root });
  const sources = ['libs/messaging/src/run-service.ts', ...own].map(text).join('\n');
  const found = sources.matchAll(/env: '([A-Z_]+)'([^}]*)\}/g);
  return new Map([...found].map(([, name = '', rest = '']) => [name, !rest.includes('default')]));
}

describe('Docker Compose', () => {
  test('runs every service there is', () => {
    const all = globSync('services/*/src/main.ts', { cwd: root }).map((path) => path.split('/')[1]);
    const run = ours.map(([, { build }]) => build?.args.SERVICE);
    expect(run.sort()).toEqual(all.filter((name) => name !== 'standalone').sort());
    expect(ours.map(([name]) => name).sort()).toEqual(run);
  });

  test.each(ours)(
    'tells %s what it needs to know, and nothing that it does not read',
    (name, one) => {
      const settings = settingsOf(name);
      const told = Object.keys(one.environment);
      expect(told.filter((variable) => !settings.has(variable))).toEqual([]);
      const needed = [...settings].filter(([, isNeeded]) => isNeeded).map(([variable]) => variable);
      expect(needed.filter((variable) => !told.includes(variable))).toEqual([]);
    },
  );

  test('names to the gateway where every service listens', () => {
    const { environment } = compose.services.gateway ?? { environment: {} };
    const others = ours.map(([name]) => name).filter((name) => name !== 'gateway');
    const expected = others.map((name) => `${name}=http://${name}:${environment.PORT}`);
    expect((environment.SERVICES ?? '').trim().split(/\s+/).sort()).toEqual(expected.sort());
  });

  test.each(services)(
    'waits for what %s needs, where that can say that it is healthy',
    (_, one) => {
      const needs = one.depends_on ?? {};
      for (const name of Array.isArray(needs) ? needs : Object.keys(needs)) {
        expect(Object.keys(compose.services)).toContain(name);
      }
      for (const [name, { condition }] of Array.isArray(needs) ? [] : Object.entries(needs)) {
        if (condition !== 'service_healthy') continue;
        expect(compose.services[name]?.healthcheck?.test[0]).toBe('CMD');
      }
    },
  );

  test('keeps data in volumes that it declares', () => {
    const used = services.flatMap(([, { volumes = [] }]) =>
      volumes.map((one) => one.split(':')[0]),
    );
    expect([...new Set(used)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  test('builds from files that are there', () => {
    for (const [, { build }] of ours)
      expect(existsSync(join(root, build?.dockerfile ?? ''))).toBe(true);
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)];
    const paths = copied.flatMap(([, sources = '']) => sources.split(' '));
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(paths.length).toBeGreaterThan(5);
  });
});
