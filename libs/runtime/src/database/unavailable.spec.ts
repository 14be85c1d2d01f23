import { isUnavailable } from './unavailable.js';

const withCode = (code: string) => Object.assign(new Error('failed'), { code });

describe('What the database says', () => {
  it.each([
    ['the connection was refused', withCode('ECONNREFUSED')],
    ['the connection was reset', withCode('ECONNRESET')],
    ['a statement took too long', withCode('57014')],
    ['a transaction was idle for too long', withCode('25P03')],
    ['a deadlock', withCode('40P01')],
    ['the session ended', new Error('Connection terminated unexpectedly')],
    ['its socket is gone', Object.assign(withCode('ENOENT'), { syscall: 'connect' })],
    ['nobody answered', new Error('Query read timeout')],
    ['no connection was free', new Error('timeout exceeded when trying to connect')],
  ])('may be otherwise later: %s', (_, error) => {
    expect(isUnavailable(error)).toBe(true);
  });

  it.each([
    ['a broken constraint', withCode('23505')],
    ['a syntax error', withCode('42601')],
    ['a missing file', Object.assign(withCode('ENOENT'), { syscall: 'open' })],
    ['a fault of ours', new Error('rows is undefined')],
    ['no error at all', 'ECONNREFUSED'],
  ])('stays so: %s', (_, error) => {
    expect(isUnavailable(error)).toBe(false);
  });
});
