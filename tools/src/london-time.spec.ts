import { fromLondon } from './london-time.js';

it.each([
  ['a winter morning', '2009-12-01 07:45:00', '2009-12-01T07:45:00.000Z'],
  ['a summer noon', '2010-07-01 12:00:00', '2010-07-01T11:00:00.000Z'],
  ['before clocks go forward', '2010-03-28 00:59:00', '2010-03-28T00:59:00.000Z'],
  ['after clocks went forward', '2010-03-28 02:00:00', '2010-03-28T01:00:00.000Z'],
  ['after clocks went back', '2010-10-31 02:00:00', '2010-10-31T02:00:00.000Z'],
])('London time: %s', (_, text, instant) => {
  expect(fromLondon(text)).toBe(instant);
});
