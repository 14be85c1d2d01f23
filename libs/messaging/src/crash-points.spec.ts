import { asCrashPlans } from './crash-points.js';

describe('A planned crash', () => {
  it('names its point, its service and how often that is passed before', () => {
    expect(asCrashPlans('before-commit:orders:3,mid-batch:credit:1')).toEqual([
      { point: 'before-commit', service: 'orders', after: 3 },
      { point: 'mid-batch', service: 'credit', after: 1 },
    ]);
  });

  it.each(['someday:orders:1', 'mid-batch', 'mid-batch:orders:0', 'mid-batch::1', ''])(
    '%s is refused before anything starts',
    (text) => {
      expect(() => asCrashPlans(text)).toThrow('must be a list of point:service:times');
    },
  );
});
