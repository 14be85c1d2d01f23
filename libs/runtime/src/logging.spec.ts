import { createLogger, NestLogger } from './logging.js';

describe('the log', () => {
  const lines: string[] = [];
  const out = { write: (line: string) => lines.push(line) };
  const last = () => JSON.parse(lines.at(-1) ?? '');

  test('has one JSON line per event, with the service and the time', () => {
    createLogger({ service: 'orders', out }).info({ order: 'SO-1' }, 'placed');
    expect(last()).toMatchObject({
      level: 'info',
      service: 'orders',
      order: 'SO-1',
      msg: 'placed',
      time: expect.stringMatching(/Z$/),
    });
  });

  test('never has a key in it', () => {
    const logger = createLogger({ service: 'gateway', out });
    const hidden = { authorization: 'Bearer k', cookie: 'k', 'x-caller': 'k' };
    logger.info({
      headers: hidden,
      req: { headers: hidden },
      apiKey: 'k',
      user: { password: 'k' },
    });
    expect(lines.at(-1)).not.toMatch(/"(Bearer )?k"/);
    expect(last().headers.authorization).toBe('[secret]');
  });

  test('takes what the framework says, its routine only when asked', () => {
    const logger = new NestLogger(createLogger({ service: 'orders', out }));
    logger.warn('slow', 'Router');
    expect(last()).toMatchObject({ level: 'warn', msg: 'slow', context: 'Router' });
    logger.log('mapped', 'Router');
    expect(last()).toMatchObject({ msg: 'slow' });
  });
});
