import type * as Weeks from './weeks.js';

describe('Cash per week in a browser in German', () => {
  let weeksOf: typeof Weeks.weeksOf;

  /** Texts are made in the language of the browser, which is known before anything is loaded. */
  beforeAll(async () => {
    Object.defineProperty(navigator, 'language', { value: 'de-DE' });
    ({ weeksOf } = await import('./weeks.js'));
  });

  it('names each week by its last day, without the year that would not fit below it', () => {
    const weeks = weeksOf([], 'EUR', { from: '2026-11-02', to: '2026-11-10' });
    expect(weeks.map(({ name }) => name)).toEqual(['8. Nov.', '15. Nov.']);
  });
});
