import Type from 'typebox';

/** UUID of an entity, as its owner made it. */
export const Id = Type.String({ format: 'uuid', description: 'UUID made by the owner' });

/** Exact amount; the currency gives the decimals: `{ amount: '1234.50', currency: 'EUR' }`. */
export const Money = Type.Object(
  {
    amount: Type.String({ pattern: '^-?[0-9]{1,15}(\\.[0-9]{1,4})?$' }),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
  },
  { description: 'Exact amount, with as many decimals as the currency has' },
);

/** Price of one unit, up to six decimals. */
export const UnitPrice = Type.Object(
  {
    amount: Type.String({ pattern: '^-?[0-9]{1,9}(\\.[0-9]{1,6})?$' }),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
  },
  { description: 'Price of one unit, up to 6 decimals' },
);

/** Quantity ≥ 0: a whole number, or a decimal string with up to six decimals. */
export const Quantity = Type.Union(
  [Type.Integer({ minimum: 0 }), Type.String({ pattern: '^[0-9]{1,9}\\.[0-9]{1,6}$' })],
  { description: 'Whole number, or decimal string with up to 6 decimals' },
);

/** Calendar date in the seller's time zone, `2026-11-22`. */
export const DateText = Type.String({ format: 'date' });

/** Instant in UTC, `2026-11-22T08:00:00.000Z`. */
export const Instant = Type.String({ format: 'date-time' });

/** Percentage as decimal string, `'19'` or `'2.5'`. */
export const Percent = Type.String({ pattern: '^-?[0-9]{1,3}(\\.[0-9]{1,6})?$' });

/** Postal address; `country` is ISO 3166-1 alpha-2. */
export const Address = Type.Object({
  name: Type.String(),
  lines: Type.Array(Type.String()),
  postalCode: Type.Optional(Type.String()),
  city: Type.String(),
  country: Type.String({ pattern: '^[A-Z]{2}$' }),
});
export type Address = Type.Static<typeof Address>;

/** Line number inside its document, from 1. */
export const LineNumber = Type.Integer({ minimum: 1 });

/** A quantity of an order line. */
export const LineQuantity = Type.Object({ line: LineNumber, quantity: Quantity });
export type LineQuantity = Type.Static<typeof LineQuantity>;

/**
 * VAT category of UNTDID 5305: S standard, Z zero, E exempt, AE reverse charge, G export,
 * K intra-EU, O outside the scope of tax.
 */
export const TaxCategory = Type.Union([
  Type.Literal('S'),
  Type.Literal('Z'),
  Type.Literal('E'),
  Type.Literal('AE'),
  Type.Literal('G'),
  Type.Literal('K'),
  Type.Literal('O'),
]);
export type TaxCategory = Type.Static<typeof TaxCategory>;

/** Which of a country's rates applies to a category S product. */
export const RateClass = Type.Union([Type.Literal('standard'), Type.Literal('reduced')]);
export type RateClass = Type.Static<typeof RateClass>;
