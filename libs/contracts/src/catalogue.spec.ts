import { definitionOf, EVENT_TYPES } from './catalogue.js';
import { faultsOf } from './schema.js';

describe('The catalogue of facts', () => {
  it.each(EVENT_TYPES)('shows a valid example of %s', (type) => {
    expect(faultsOf(type, definitionOf(type).example)).toEqual([]);
  });

  it.each(EVENT_TYPES)('names what %s is about', (type) => {
    const definition = definitionOf(type);
    expect(definition.subject(definition.example)).toMatch(/\S/);
  });

  it('names every fault of a bad fact at once', () => {
    const faults = faultsOf('StockReceived', { sku: 1, warehouse: 'main', quantity: -1 });
    expect(faults.join()).toMatch(/sku.*quantity|quantity.*sku|receipt/);
  });
});
