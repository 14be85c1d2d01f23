/** What a careless or hostile program sends in place of any value. */
export const HOSTILE_VALUES: readonly unknown[] = [
  ...[null, true, false, '', ' ', 'a', '\0', 'a\0b', '\ud800', 'x\udfffy', '\u202e', '💥'],
  ...['__proto__', 'constructor', 'toString', 'null', 'undefined', 'NaN', '%00', '\\', "';--"],
  ...['x'.repeat(501), 'ä'.repeat(30_000)],
  ...[0, -0, -1, 0.1, 1e-7, 1e21, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 999_999_999_999_999],
  ...['0', '-5', '-0.01', '0.001', '1e5', '0x10', '٣', '１', '999999999999999.999999999999'],
  ...[
    '2026-02-30',
    '2026-13-01',
    '0000-00-00',
    '0000-01-01',
    '0001-01-01',
    '9999-12-31',
    '+012026-01-01',
  ],
  ...['2026-02-30T08:00:00Z', '2026-01-01T25:00:00Z', '9999-12-31T23:59:59.999999999+14:00'],
  ...['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+14:00', '2026-11-22T08:00:00-23:59'],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ...['01932b5a-0000-7000-8000-00000000000', '01932B5A-0000-7000-8000-000000000001'],
  ...[
    { amount: '-5.00', currency: 'EUR' },
    { amount: '0', currency: 'EUR' },
  ],
  ...[
    { amount: '999999999999999.99', currency: 'EUR' },
    { amount: '5.00', currency: 'XXX' },
  ],
  ...[
    { amount: '5.00', currency: 'QQQ' },
    { amount: '5.55', currency: 'JPY' },
  ],
  ...[
    { amount: 5, currency: 'EUR' },
    { amount: '0.000000000001', currency: 'EUR' },
  ],
  ...['QQQ', 'eur', 'EURO', [], {}, [[]], [null], [{}], { length: 3 }, { then: 1 }],
  ...[JSON.parse('{"__proto__":{"admin":true}}'), { constructor: { prototype: {} } }],
  ...[nested(20), nested(200), Array.from({ length: 3_000 }, (_, index) => index)],
];

/** What stands in an address in place of an encoded text. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...['%00', '%ff', '%ED%A0%80', '%E0%A4%A', '%', '%2e%2e%2f', '..', 'a%0d%0ab', '%F0%9F%92%A5'],
  ...['[]', 'a[b]=1', '&&', '=', ';', '%26after=1', '', '-1', '1e9', '00', 'x'.repeat(600)],
  ...['9223372036854775808', '999999999999999', "'%20OR%201=1--", '__proto__', '%5B%5D'],
];

/** Bodies that are no JSON object of the documented shape. */
export const HOSTILE_BODIES: readonly (string | Buffer)[] = [
  ...['', '{', 'null', '[]', '"text"', '1', 'true', '{}', '\0', '{"a":1}{"b":2}', '{"a":NaN}'],
  ...['{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '{"a":1,"a":2}'],
  ...['['.repeat(50_000), `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, `[${'1,'.repeat(9)}1]`],
  Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
];

/** Headers that are missing, strange or not ours. */
export const HOSTILE_HEADERS: readonly Readonly<Record<string, string>>[] = [
  ...[{ 'idempotency-key': '' }, { 'idempotency-key': 'k'.repeat(300) }],
  ...[{ 'idempotency-key': 'same' }, { 'idempotency-key': 'a\u00e4\u00ff' }],
  ...[{ 'if-match': '' }, { 'if-match': '*' }, { 'if-match': 'W/"999999999999999"' }],
  ...[{ 'if-match': '"-1"' }, { 'content-type': 'text/xml' }, { 'content-type': 'application/' }],
  ...[{ accept: 'text/html' }, { 'x-request-id': '\u00ff'.repeat(200) }, { range: 'bytes=9-1' }],
  ...[{ traceparent: '00-zz-zz-01' }, { 'last-event-id': '-1' }, { 'last-event-id': 'x' }],
];

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce((inner) => [inner], 1 as unknown);
}
