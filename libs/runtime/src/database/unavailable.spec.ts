import { isAway, isUnavailable } from './unavailable.js';

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

  it.each([
    ['the connection was refused', true, withCode('ECONNREFUSED')],
    ['the session ended', true, new Error('Connection terminated unexpectedly')],
    ['nobody answered', true, new Error('Query read timeout')],
    ['the server shuts down', true, withCode('57P01')],
    ['the server starts', true, withCode('57P03')],
    ['a statement took too long', false, withCode('57014')],
    ['a deadlock', false, withCode('40P01')],
    ['the disk is full', true, withCode('53100')],
    ['a sort found no memory', false, withCode('53200')],
  ])('holds for everybody or for one alone: %s', (_, everybody, error) => {
    expect(isAway(error)).toBe(everybody);
  });
});
