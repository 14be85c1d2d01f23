import { patiently } from './patience.js';

describe('Patience with a broker', () => {
  it('asks again until there is an answer', async () => {
    const answers = [() => Promise.reject(new Error('not yet')), () => Promise.resolve(7)];
    expect(await patiently('Kafka', () => answers.shift()?.() ?? Promise.resolve(0))).toBe(7);
  });

  it('ends with what was asked and why it was refused, each reason once', async () => {
    const [first, second] = [new Error('too few brokers'), new Error('no such setting')];
    const all = Object.assign(new Error('refused'), { errors: [first, second, first] });
    await expect(patiently('Making the topics', () => Promise.reject(all), 0)).rejects.toThrow(
      'Making the topics: too few brokers; no such setting',
    );
  });

  it('ends with the one reason there is', async () => {
    const refuse = () => Promise.reject(new Error('not yet'));
    await expect(patiently('Kafka', refuse, 0)).rejects.toThrow('Kafka: not yet');
  });
});
