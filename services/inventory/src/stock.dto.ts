import { DateField, Flag, Int, ListOf, QuantityField, Text, UuidField } from '@o2c/runtime';

const WAREHOUSE = { doc: 'default: main', example: 'main', max: 100 };

/** A quantity of a sku. */
export class StockLine {
  @Text({ max: 100, example: 'A-100' }) declare readonly sku: string;
  @QuantityField() declare readonly quantity: number | string;
}

/** Goods that came in. */
export class StockReceiptRequest {
  @Text({ ...WAREHOUSE, optional: true }) declare readonly warehouse?: string;
  @Text({ optional: true, doc: 'delivery note, purchase order, …' })
  declare readonly reference?: string;
  @UuidField({
    optional: true,
    doc: 'the expected receipt that came; else the earliest expected at the warehouse is reduced',
  })
  declare readonly expectedReceipt?: string;
  @ListOf(() => StockLine, { min: 1 }) declare readonly lines: StockLine[];
}

/** Goods as they were taken in. */
export class StockReceiptView {
  @UuidField() declare readonly id: string;
  @Text(WAREHOUSE) declare readonly warehouse: string;
  @Text({ optional: true }) declare readonly reference?: string | undefined;
  @ListOf(() => StockLine) declare readonly lines: StockLine[];
}

/** A quantity of a sku that is to come. */
export class ExpectedLine extends StockLine {
  @DateField() declare readonly expectedOn: string;
}

/** Goods that are to come. */
export class ExpectedReceiptRequest {
  @Text({ ...WAREHOUSE, optional: true }) declare readonly warehouse?: string;
  @Text({ optional: true, doc: 'purchase order, production order, …' })
  declare readonly reference?: string;
  @ListOf(() => ExpectedLine, { min: 1 }) declare readonly lines: ExpectedLine[];
}

/** Goods as they are expected. */
export class ExpectedReceiptView {
  @UuidField() declare readonly id: string;
  @Text(WAREHOUSE) declare readonly warehouse: string;
  @Text({ optional: true }) declare readonly reference?: string | undefined;
  @ListOf(() => ExpectedLine) declare readonly lines: ExpectedLine[];
}

/** Stock as it was counted: `lines`, or `sku` and `quantity` for one. */
export class StockAdjustmentRequest {
  @Text({ ...WAREHOUSE, optional: true }) declare readonly warehouse?: string;
  @Text({ doc: 'damaged, lost, found, counted, …' }) declare readonly reason: string;
  @Text({ max: 100, optional: true }) declare readonly sku?: string;
  @QuantityField({ optional: true, doc: 'signed: what is added', example: -2 })
  declare readonly quantity?: number | string;
  @ListOf(() => StockLine, { optional: true, min: 1, doc: 'signed quantities' })
  declare readonly lines?: StockLine[];
}

/** Stock as it was corrected. */
export class StockAdjustmentView {
  @UuidField() declare readonly id: string;
  @Text(WAREHOUSE) declare readonly warehouse: string;
  @Text() declare readonly reason: string;
  @ListOf(() => StockLine) declare readonly lines: StockLine[];
}

/** A sku at one warehouse. */
export class WarehouseStockView {
  @Text() declare readonly warehouse: string;
  @QuantityField() declare readonly onHand: number | string;
  @QuantityField({ doc: 'promised to orders' }) declare readonly reserved: number | string;
  @QuantityField({ doc: 'on hand − reserved' }) declare readonly available: number | string;
}

/** What is still to come of one line of an expected receipt. */
export class ExpectedStockView {
  @UuidField({ doc: 'the expected receipt' }) declare readonly id: string;
  @Text() declare readonly warehouse: string;
  @Text({ optional: true }) declare readonly reference?: string | undefined;
  @DateField() declare readonly expectedOn: string;
  @QuantityField() declare readonly quantity: number | string;
}

/** What could be promised from a day on. */
export class PromisableView {
  @DateField() declare readonly on: string;
  @QuantityField() declare readonly quantity: number | string;
}

/** A sku over all warehouses. */
export class StockView {
  @Text() declare readonly sku: string;
  @QuantityField() declare readonly onHand: number | string;
  @QuantityField({ doc: 'promised to orders' }) declare readonly reserved: number | string;
  @QuantityField({ doc: 'on hand − reserved' }) declare readonly available: number | string;
  @QuantityField({ doc: 'what orders lack' }) declare readonly backordered: number | string;
  @ListOf(() => ExpectedStockView) declare readonly expected: ExpectedStockView[];
  @ListOf(() => PromisableView, {
    doc: 'available to promise: on hand − reserved − backordered + expected until that day',
  })
  declare readonly atp: PromisableView[];
  @ListOf(() => WarehouseStockView) declare readonly warehouses: WarehouseStockView[];
}

/** A page of skus. */
export class StockPage {
  @ListOf(() => StockView) declare readonly items: StockView[];
  @Text({ nullable: true }) declare readonly next: string | null;
}

/** Filter of the list of skus. */
export class StockQuery {
  @Flag({ optional: true, doc: 'only skus that orders lack, or only others' })
  declare readonly backordered?: boolean;
}

/** Stock promised to an order line. */
export class ReservationView {
  @UuidField() declare readonly order: string;
  @Text({ nullable: true }) declare readonly orderNumber: string | null;
  @Int({ min: 1 }) declare readonly line: number;
  @Text() declare readonly sku: string;
  @Text() declare readonly warehouse: string;
  @QuantityField() declare readonly quantity: number | string;
}

/** A page of reservations. */
export class ReservationPage {
  @ListOf(() => ReservationView) declare readonly items: ReservationView[];
  @Text({ nullable: true }) declare readonly next: string | null;
}

/** Filter of the list of reservations. */
export class ReservationQuery {
  @UuidField({ optional: true }) declare readonly order?: string;
  @Text({ optional: true }) declare readonly sku?: string;
  @Text({ optional: true }) declare readonly warehouse?: string;
}
