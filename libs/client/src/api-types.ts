// Written by `npm run docs:client` from docs/openapi.json; not to be changed by hand.

export type SignInDto = {
  /** an API key; only the cookie of the session is kept */
  readonly key: string;
};

export type SessionDto = {
  /** name of the API key; the actor of what is done */
  readonly name: string;
  /** what it may do */
  readonly scopes: readonly ('admin' | 'customers:read' | 'customers:write' | 'products:read' | 'products:write' | 'sellers:read' | 'sellers:write' | 'orders:read' | 'orders:write' | 'orders:price' | 'holds:decide' | 'credit:read' | 'credit:write' | 'stock:read' | 'stock:write' | 'shipments:read' | 'shipments:write' | 'invoices:read' | 'invoices:write' | 'payments:read' | 'payments:write' | 'payments:refund' | 'open-items:read' | 'open-items:write' | 'open-items:write-off' | 'reminders:write' | 'ledger:read' | 'analytics:read' | 'operations' | 'history')[];
};

export type CreateApiKeyDto = {
  /** who uses it; shown as actor of what is done with it */
  readonly name: string;
  readonly scopes: readonly ('admin' | 'customers:read' | 'customers:write' | 'products:read' | 'products:write' | 'sellers:read' | 'sellers:write' | 'orders:read' | 'orders:write' | 'orders:price' | 'holds:decide' | 'credit:read' | 'credit:write' | 'stock:read' | 'stock:write' | 'shipments:read' | 'shipments:write' | 'invoices:read' | 'invoices:write' | 'payments:read' | 'payments:write' | 'payments:refund' | 'open-items:read' | 'open-items:write' | 'open-items:write-off' | 'reminders:write' | 'ledger:read' | 'analytics:read' | 'operations' | 'history')[];
  /** the key is refused from then on */
  readonly expiresAt?: string;
};

export type NewApiKeyDto = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ('admin' | 'customers:read' | 'customers:write' | 'products:read' | 'products:write' | 'sellers:read' | 'sellers:write' | 'orders:read' | 'orders:write' | 'orders:price' | 'holds:decide' | 'credit:read' | 'credit:write' | 'stock:read' | 'stock:write' | 'shipments:read' | 'shipments:write' | 'invoices:read' | 'invoices:write' | 'payments:read' | 'payments:write' | 'payments:refund' | 'open-items:read' | 'open-items:write' | 'open-items:write-off' | 'reminders:write' | 'ledger:read' | 'analytics:read' | 'operations' | 'history')[];
  readonly status: 'active' | 'revoked' | 'expired';
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly version: number;
  /** the key itself; it is not stored and never shown again */
  readonly key: string;
};

export type ApiKeyDto = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ('admin' | 'customers:read' | 'customers:write' | 'products:read' | 'products:write' | 'sellers:read' | 'sellers:write' | 'orders:read' | 'orders:write' | 'orders:price' | 'holds:decide' | 'credit:read' | 'credit:write' | 'stock:read' | 'stock:write' | 'shipments:read' | 'shipments:write' | 'invoices:read' | 'invoices:write' | 'payments:read' | 'payments:write' | 'payments:refund' | 'open-items:read' | 'open-items:write' | 'open-items:write-off' | 'reminders:write' | 'ledger:read' | 'analytics:read' | 'operations' | 'history')[];
  readonly status: 'active' | 'revoked' | 'expired';
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly version: number;
};

export type ApiKeyPageDto = {
  readonly items: readonly ApiKeyDto[];
  readonly next: string | null;
};

export type ChangeApiKeyDto = {
  readonly name?: string;
  /** true revokes the key for good */
  readonly revoked?: boolean;
};

export type IdentityDto = {
  readonly name: string;
  /** null for stock */
  readonly seller: string | null;
  /** ISO 4217; null for stock */
  readonly currency: string | null;
  readonly left: string;
  readonly right: string;
  /** null while facts are in flight */
  readonly ok: boolean | null;
  /** where the law first breaks */
  readonly firstBroken?: string;
};

export type HeadsDto = {
  readonly service: string;
  /** last position of its outbox */
  readonly head: number;
  /** its facts not sent yet */
  readonly backlog: number;
  /** others' facts that it has handled since its process started */
  readonly handled: number;
  /** others' facts that it has not handled yet */
  readonly lag: number;
  /** facts that came before the fact they need */
  readonly waiting: number;
  readonly followUps: number;
  /** facts that an operator has to decide about */
  readonly parked: number;
};

export type AuditDto = {
  /** null while not settled */
  readonly ok: boolean | null;
  /** nothing was in flight while the sums were read */
  readonly settled: boolean;
  readonly identities: readonly IdentityDto[];
  readonly services: readonly HeadsDto[];
};

/** Exact decimal amount with its ISO 4217 currency */
export type Money = {
  readonly amount: string;
  readonly currency: string;
};

export type BlockerDto = {
  /** credit.…, order.duplicate, stock.backordered, stock.short, shipment.late, invoice.overdue, payment.short, item.disputed, fact.parked */
  readonly code: string;
  /** the service that said so */
  readonly service: string;
  /** type of the fact */
  readonly event: string;
  readonly message: string;
  /** since when the order waits for it */
  readonly since: string;
  /** when its figures were true */
  readonly asOf: string;
  /** role that can free it */
  readonly owner: string;
  /** cheapest way out */
  readonly action: string;
  /** what would free it */
  readonly needed?: Money;
  /** the hold, to be released or rejected */
  readonly hold?: string;
  readonly line?: number;
  readonly sku?: string;
  /** how much lacks */
  readonly quantity?: number | string;
  readonly document?: string;
  /** where the thing itself can be read */
  readonly link?: string;
};

export type BlockersDto = {
  readonly blockers: readonly BlockerDto[];
};

export type ParkedFactDto = {
  /** names it for replay and discard */
  readonly id: string;
  /** the service that could not handle it */
  readonly service: string;
  readonly status: 'parked' | 'queued' | 'replayed' | 'discarded';
  readonly type: string;
  readonly source: string | null;
  readonly subject: string | null;
  readonly sequence: number | null;
  /** Kafka topic, where there is one */
  readonly topic: string | null;
  readonly partition: number | null;
  readonly offset: string | null;
  readonly code: string;
  readonly error: string;
  readonly attempts: number;
  readonly since: string;
  /** facts of the same subject that wait behind it */
  readonly queuedBehind: number;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  /** the fact as it came */
  readonly fact: Readonly<Record<string, unknown>> | null;
};

export type ParkedFactPageDto = {
  readonly items: readonly ParkedFactDto[];
  readonly next: string | null;
};

export type ParkedDecisionDto = {
  /** why; kept with your name */
  readonly reason: string;
};

export type WorkCustomerDto = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
};

export type WorkOrderDto = {
  readonly id: string;
  readonly number: string;
};

export type WorkItemDto = {
  /** stays the same while it waits */
  readonly id: string;
  readonly kind: 'hold' | 'backorder' | 'short_pick' | 'late_shipment' | 'unapplied_cash' | 'short_payment' | 'disputed_item' | 'failed_email' | 'parked_fact';
  /** id of what is acted on: hold, order, payment, open item, letter, parked fact */
  readonly subject: string;
  readonly code: string;
  readonly title: string;
  /** role */
  readonly owner: string;
  readonly since: string;
  /** what is at stake */
  readonly amount: Money | null;
  readonly customer?: WorkCustomerDto;
  readonly order?: WorkOrderDto;
  /** number of a document, reference, or sku */
  readonly document?: string;
  /** the service that said so */
  readonly service: string;
  /** where the thing itself can be read */
  readonly link: string;
  /** what this key may do about it */
  readonly actions: readonly string[];
};

export type WorkPageDto = {
  readonly items: readonly WorkItemDto[];
  readonly next: string | null;
  /** on the first page: how many wait, by kind, of this owner and customer */
  readonly counts: Readonly<Record<string, number>>;
};

export type AddressDto = {
  readonly name: string;
  /** street, building, … */
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
};

export type TaxRateDto = {
  readonly country: string;
  readonly category: 'S' | 'Z' | 'E' | 'AE' | 'G' | 'K' | 'O';
  readonly rateClass: 'standard' | 'reduced';
  /** percent */
  readonly rate: number | string;
  readonly from: string;
};

export type SellerRequest = {
  readonly name: string;
  readonly address: AddressDto;
  readonly vatId?: string;
  readonly taxNumber?: string;
  readonly iban?: string;
  readonly bic?: string;
  /** for SSCCs */
  readonly gs1CompanyPrefix?: string;
  /** IANA name; document dates are in it */
  readonly timeZone: string;
  readonly taxRates?: readonly TaxRateDto[];
  /** percent off the list price; default 0 */
  readonly priceTolerancePercent?: number | string;
  /** made when absent */
  readonly number?: string;
  /** ISO 4217 */
  readonly currency: string;
};

export type SellerView = {
  readonly name: string;
  readonly address: AddressDto;
  readonly vatId?: string;
  readonly taxNumber?: string;
  readonly iban?: string;
  readonly bic?: string;
  /** for SSCCs */
  readonly gs1CompanyPrefix?: string;
  /** IANA name; document dates are in it */
  readonly timeZone: string;
  readonly taxRates?: readonly TaxRateDto[];
  /** percent off the list price; default 0 */
  readonly priceTolerancePercent?: number | string;
  /** made when absent */
  readonly number?: string;
  /** ISO 4217 */
  readonly currency: string;
  readonly id: string;
  readonly version: number;
};

export type SellerPage = {
  readonly items: readonly SellerView[];
  /** goes into ?after= */
  readonly next: string | null;
};

export type SellerChange = {
  readonly name?: string;
  readonly address?: AddressDto;
  readonly vatId?: string;
  readonly taxNumber?: string;
  readonly iban?: string;
  readonly bic?: string;
  /** for SSCCs */
  readonly gs1CompanyPrefix?: string;
  /** IANA name; document dates are in it */
  readonly timeZone?: string;
  readonly taxRates?: readonly TaxRateDto[];
  /** percent off the list price; default 0 */
  readonly priceTolerancePercent?: number | string;
};

export type ShipToDto = {
  readonly name: string;
  /** street, building, … */
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** made when absent */
  readonly id?: string;
};

export type BlockDto = {
  readonly reason: string;
};

export type CustomerRequest = {
  readonly name: string;
  /** net30, eom+15, day15 */
  readonly terms: string;
  readonly email?: string;
  /** its check digits are checked */
  readonly vatId?: string;
  /** who owes */
  readonly billTo: AddressDto;
  /** the first is the default */
  readonly shipTos?: readonly ShipToDto[];
  /** an invoice per …; default shipment */
  readonly invoicePer?: 'shipment' | 'order';
  /** made when absent */
  readonly number?: string;
  /** ISO 4217; orders are in it */
  readonly currency: string;
  /** initial; later PUT on the credit account */
  readonly creditLimit?: Money;
  /** who gives the limit; id or number, absent while there is one */
  readonly seller?: string;
  readonly blocked?: BlockDto;
};

export type CustomerView = {
  readonly name: string;
  /** net30, eom+15, day15 */
  readonly terms: string;
  readonly email?: string;
  /** its check digits are checked */
  readonly vatId?: string;
  /** who owes */
  readonly billTo: AddressDto;
  /** the first is the default */
  readonly shipTos?: readonly ShipToDto[];
  /** an invoice per …; default shipment */
  readonly invoicePer?: 'shipment' | 'order';
  readonly id: string;
  readonly number: string;
  readonly currency: string;
  readonly blocked?: BlockDto;
  readonly version: number;
};

export type CustomerPage = {
  readonly items: readonly CustomerView[];
  /** goes into ?after= */
  readonly next: string | null;
};

export type CustomerChange = {
  readonly name?: string;
  /** net30, eom+15, day15 */
  readonly terms?: string;
  readonly email?: string;
  /** its check digits are checked */
  readonly vatId?: string;
  /** who owes */
  readonly billTo?: AddressDto;
  /** the first is the default */
  readonly shipTos?: readonly ShipToDto[];
  /** an invoice per …; default shipment */
  readonly invoicePer?: 'shipment' | 'order';
  /** null lifts the block */
  readonly blocked?: BlockDto | null;
};

export type ProductRequest = {
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  /** VAT category of UNTDID 5305 */
  readonly taxCategory: 'S' | 'Z' | 'E' | 'AE' | 'G' | 'K' | 'O';
  /** which of the rates of category S; default standard */
  readonly rateClass?: 'standard' | 'reduced';
  /** of one unit, up to 6 decimals */
  readonly price: Money;
  /** first day of the price; absent: always */
  readonly priceFrom?: string;
  /** quantities are multiples of it */
  readonly packMultiple?: number | string;
  /** whether it is sold; default true */
  readonly active?: boolean;
};

export type DatedPrice = {
  readonly price: Money;
  readonly from: string;
};

export type ProductView = {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  /** VAT category of UNTDID 5305 */
  readonly taxCategory: 'S' | 'Z' | 'E' | 'AE' | 'G' | 'K' | 'O';
  readonly rateClass: 'standard' | 'reduced';
  /** of today, in the first currency it was given in */
  readonly price?: Money;
  readonly prices: readonly DatedPrice[];
  /** quantities are multiples of it */
  readonly packMultiple?: number | string;
  readonly active: boolean;
  readonly version: number;
};

export type ProductPage = {
  readonly items: readonly ProductView[];
  /** goes into ?after= */
  readonly next: string | null;
};

export type ProductChange = {
  readonly name?: string;
  readonly unit?: string;
  /** VAT category of UNTDID 5305 */
  readonly taxCategory?: 'S' | 'Z' | 'E' | 'AE' | 'G' | 'K' | 'O';
  /** which of the rates of category S; default standard */
  readonly rateClass?: 'standard' | 'reduced';
  /** a price more; earlier ones stay for their days */
  readonly price?: Money;
  /** first day of the price; absent: today (UTC) */
  readonly priceFrom?: string;
  /** quantities are multiples of it */
  readonly packMultiple?: number | string;
  readonly active?: boolean;
};

export type OrderLineRequest = {
  /** sku or id of the product */
  readonly sku: string;
  readonly quantity: number | string;
  /** absent: the price of the product on the day of the order */
  readonly unitPrice?: Money;
  /** percent off the unit price, 0 to 100 */
  readonly discountPercent?: number | string;
};

export type OrderRequestDto = {
  /** id or number */
  readonly customer: string;
  /** id or number; absent while there is one seller */
  readonly seller?: string;
  /** the customer’s number; given twice it is a hold */
  readonly purchaseOrder?: string;
  /** the customer’s */
  readonly currency: string;
  /** default now; another day is for history */
  readonly orderedAt?: string;
  readonly requestedOn?: string;
  /** id of a ship-to of the customer, or an address; absent: the first ship-to */
  readonly shipTo?: string | AddressDto;
  /** all lines leave together */
  readonly shipComplete?: boolean;
  /** higher first; default 0 */
  readonly priority?: number;
  /** what happened before: own dates, no checks of them */
  readonly history?: boolean;
  /** up to 2,000; a sku may repeat */
  readonly lines: readonly OrderLineRequest[];
  /** taxed as the line with the highest net */
  readonly freight?: Money;
};

export type OrderLineView = {
  readonly line: number;
  readonly product: string;
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  readonly ordered: number | string;
  /** ordered − shipped − cancelled */
  readonly open: number | string;
  /** promised from stock; 0 once shipped */
  readonly reserved: number | string;
  readonly backordered: number | string;
  readonly shipped: number | string;
  readonly cancelled: number | string;
  readonly invoiced: number | string;
  readonly unitPrice: Money;
  readonly discountPercent: number | string;
  readonly net: Money;
  /** with its part of the freight’s */
  readonly tax: Money;
  /** with its part of the freight */
  readonly gross: Money;
};

export type HoldReasonView = {
  readonly code: string;
  readonly message: string;
  /** what would free it */
  readonly needed?: Money;
  /** who can */
  readonly owner: string;
};

export type HoldView = {
  readonly code: string;
  readonly message: string;
  /** what would free it */
  readonly needed?: Money;
  /** who can */
  readonly owner: string;
  readonly id: string;
  readonly order: string;
  /** all of them; `code` and `needed` are the first’s */
  readonly reasons: readonly HoldReasonView[];
  readonly status: 'open' | 'released' | 'rejected';
  readonly since: string;
  readonly decidedBy?: string;
  readonly reason?: string;
  readonly comment?: string;
};

export type CancellationView = {
  readonly status: 'requested' | 'done' | 'refused';
  readonly code?: string;
};

export type OrderView = {
  readonly id: string;
  readonly number: string;
  /** the first that is true */
  readonly status: 'rejected' | 'cancelled' | 'closed' | 'held' | 'invoiced' | 'shipped' | 'partially_invoiced' | 'partially_shipped' | 'released' | 'placed';
  readonly customer: string;
  readonly seller: string;
  readonly currency: string;
  readonly purchaseOrder?: string;
  readonly orderedAt: string;
  /** at the seller’s */
  readonly orderedOn: string;
  readonly requestedOn?: string;
  readonly shipTo: AddressDto;
  readonly shipComplete: boolean;
  readonly priority: number;
  readonly history: boolean;
  readonly lines: readonly OrderLineView[];
  readonly freight?: Money;
  readonly net: Money;
  readonly tax: Money;
  readonly gross: Money;
  /** what stops it, or why it was rejected */
  readonly holds: readonly HoldView[];
  readonly cancellation?: CancellationView;
  /** what of it may change now; lines: more, less and new ones */
  readonly changeable: 'all' | 'lines' | 'nothing';
  /** something of it can still be cancelled */
  readonly cancellable: boolean;
  readonly placedBy: string;
  /** counts what was agreed and decided, not what was shipped or paid */
  readonly version: number;
};

export type OrderBatchRequest = {
  readonly orders: readonly OrderRequestDto[];
};

export type OrderFault = {
  readonly code: string;
  /** JSON pointer */
  readonly path: string;
  readonly message: string;
};

export type OrderProblem = {
  readonly code: string;
  readonly detail: string;
  /** everything that is wrong */
  readonly errors: readonly OrderFault[];
};

export type OrderResult = {
  /** the status that the request would have had alone */
  readonly status: number;
  readonly body?: OrderView;
  readonly problem?: OrderProblem;
};

export type OrderBatchReply = {
  readonly results: readonly OrderResult[];
};

export type OrderPage = {
  readonly items: readonly OrderView[];
  /** goes into ?after= */
  readonly next: string | null;
};

export type OrderLineChange = {
  readonly line?: number;
  /** of a new line */
  readonly sku?: string;
  /** wanted in all, without what was cancelled */
  readonly quantity?: number | string;
  readonly unitPrice?: Money;
  readonly discountPercent?: number | string;
};

export type OrderChange = {
  readonly requestedOn?: string;
  readonly priority?: number;
  /** id of a ship-to of the customer, or an address; absent: the first ship-to */
  readonly shipTo?: string | AddressDto;
  readonly lines?: readonly OrderLineChange[];
};

export type OrderLineQuantity = {
  readonly line: number;
  readonly quantity: number | string;
};

export type CancelOrderRequest = {
  readonly reason: string;
  readonly lines?: readonly OrderLineQuantity[];
};

export type HoldPage = {
  readonly items: readonly HoldView[];
  /** goes into ?after= */
  readonly next: string | null;
};

export type HoldDecisionRequest = {
  readonly reason: string;
  readonly comment?: string;
};

export type ExposureView = {
  /** approved, not shipped */
  readonly openOrders: Money;
  /** shipped, not invoiced */
  readonly deliveredNotInvoiced: Money;
  /** invoiced or loaded, not settled */
  readonly openItems: Money;
  /** cash that settles nothing yet */
  readonly unapplied: Money;
  readonly total: Money;
};

export type OverdueRule = {
  readonly amount: Money;
  readonly days: number;
};

export type CreditRules = {
  readonly overdue?: OverdueRule;
  /** orders of a later date are held */
  readonly reviewOn?: string;
};

export type CreditBlock = {
  readonly reason: string;
};

export type CreditAccountView = {
  readonly seller: string;
  readonly customer: string;
  readonly currency: string;
  /** null: not checked */
  readonly limit: Money | null;
  readonly exposure: ExposureView;
  /** limit − exposure; null without a limit */
  readonly available: Money | null;
  readonly rules: CreditRules;
  readonly blocked: CreditBlock | null;
  /** orders that wait for credit */
  readonly heldOrders: number;
  /** counts changes of limit, rules and block */
  readonly version: number;
};

export type CreditAccountPage = {
  readonly items: readonly CreditAccountView[];
  readonly next: string | null;
};

export type CreditDocumentView = {
  readonly kind: 'order' | 'invoice' | 'credit_note' | 'payment';
  /** its number; of a payment its id */
  readonly document: string;
  /** of an order */
  readonly order?: string;
  readonly dueOn?: string;
  readonly disputed?: Money;
  readonly exposure: ExposureView;
};

export type CreditDocumentPage = {
  readonly items: readonly CreditDocumentView[];
  readonly next: string | null;
};

export type CreditAccountChange = {
  /** null: not checked */
  readonly limit: Money | null;
  /** left out: as before; {}: none */
  readonly rules?: CreditRules;
  /** left out: as before; null: not blocked */
  readonly blocked?: CreditBlock | null;
};

export type StockLine = {
  readonly sku: string;
  readonly quantity: number | string;
};

export type StockReceiptRequest = {
  /** default: main */
  readonly warehouse?: string;
  /** delivery note, purchase order, … */
  readonly reference?: string;
  /** the expected receipt that came; else the earliest expected at the warehouse is reduced */
  readonly expectedReceipt?: string;
  readonly lines: readonly StockLine[];
};

export type StockReceiptView = {
  readonly id: string;
  /** default: main */
  readonly warehouse: string;
  readonly reference?: string;
  readonly lines: readonly StockLine[];
};

export type ExpectedLine = {
  readonly sku: string;
  readonly quantity: number | string;
  readonly expectedOn: string;
};

export type ExpectedReceiptRequest = {
  /** default: main */
  readonly warehouse?: string;
  /** purchase order, production order, … */
  readonly reference?: string;
  readonly lines: readonly ExpectedLine[];
};

export type ExpectedReceiptView = {
  readonly id: string;
  /** default: main */
  readonly warehouse: string;
  readonly reference?: string;
  readonly lines: readonly ExpectedLine[];
};

export type StockAdjustmentRequest = {
  /** default: main */
  readonly warehouse?: string;
  /** damaged, lost, found, counted, … */
  readonly reason: string;
  readonly sku?: string;
  /** signed: what is added */
  readonly quantity?: number | string;
  /** signed quantities */
  readonly lines?: readonly StockLine[];
};

export type StockAdjustmentView = {
  readonly id: string;
  /** default: main */
  readonly warehouse: string;
  readonly reason: string;
  readonly lines: readonly StockLine[];
};

export type ExpectedStockView = {
  /** the expected receipt */
  readonly id: string;
  readonly warehouse: string;
  readonly reference?: string;
  readonly expectedOn: string;
  readonly quantity: number | string;
};

export type PromisableView = {
  readonly on: string;
  readonly quantity: number | string;
};

export type WarehouseStockView = {
  readonly warehouse: string;
  readonly onHand: number | string;
  /** promised to orders */
  readonly reserved: number | string;
  /** on hand − reserved */
  readonly available: number | string;
};

export type StockView = {
  readonly sku: string;
  readonly onHand: number | string;
  /** promised to orders */
  readonly reserved: number | string;
  /** on hand − reserved */
  readonly available: number | string;
  /** what orders lack */
  readonly backordered: number | string;
  readonly expected: readonly ExpectedStockView[];
  /** available to promise: on hand − reserved − backordered + expected until that day */
  readonly atp: readonly PromisableView[];
  readonly warehouses: readonly WarehouseStockView[];
};

export type StockPage = {
  readonly items: readonly StockView[];
  readonly next: string | null;
};

export type ReservationView = {
  readonly order: string;
  readonly orderNumber: string | null;
  readonly line: number;
  readonly sku: string;
  readonly warehouse: string;
  readonly quantity: number | string;
};

export type ReservationPage = {
  readonly items: readonly ReservationView[];
  readonly next: string | null;
};

export type ShipToView = {
  readonly name: string;
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
};

export type ShipmentLineView = {
  /** line of the order */
  readonly line: number;
  readonly sku: string;
  readonly planned: number | string;
  /** 0 until the goods leave */
  readonly shipped: number | string;
};

export type PackageLine = {
  /** line of the order */
  readonly line: number;
  readonly quantity: number | string;
};

export type PackageView = {
  /** inside the shipment, from 1 */
  readonly number: number;
  /** GS1 serial shipping container code; needs a GS1 company prefix */
  readonly sscc?: string;
  /** kilograms */
  readonly weight?: number | string;
  readonly lines?: readonly PackageLine[];
};

export type TrackingView = {
  /** the carrier's id of the update: the same one has no effect twice */
  readonly eventId: string;
  readonly status: 'handed_over' | 'in_transit' | 'exception' | 'out_for_delivery' | 'delivered' | 'returned';
  readonly at: string;
  readonly note?: string;
};

export type ShipmentView = {
  readonly id: string;
  readonly number: string;
  readonly order: string;
  readonly seller: string;
  readonly customer: string;
  readonly status: 'planned' | 'picked' | 'packed' | 'shipped' | 'delivered' | 'voided';
  readonly warehouse: string;
  readonly shipTo: ShipToView;
  readonly lines: readonly ShipmentLineView[];
  readonly packages: readonly PackageView[];
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly shippedAt?: string;
  /** in the seller's time zone */
  readonly shippedOn?: string;
  readonly deliveredAt?: string;
  readonly receivedBy?: string;
  readonly voidReason?: string;
  /** the furthest that the carrier has said */
  readonly trackingStatus?: 'handed_over' | 'in_transit' | 'exception' | 'out_for_delivery' | 'delivered' | 'returned';
  readonly tracking: readonly TrackingView[];
  /** counts the changes */
  readonly version: number;
};

export type ShipmentPage = {
  readonly items: readonly ShipmentView[];
  /** goes into ?after= */
  readonly next: string | null;
};

export type ShipLine = {
  /** line of the order */
  readonly line: number;
  /** what is left of the line is planned anew */
  readonly quantity: number | string;
  /** why the rest was not found: it is backordered */
  readonly short?: string;
};

export type ShipOneRequest = {
  /** default: now; only history orders ship in the past */
  readonly shippedAt?: string;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  /** left out: all that is planned */
  readonly lines?: readonly ShipLine[];
  /** the shipment */
  readonly id: string;
};

export type ShipManyRequest = {
  readonly shipments: readonly ShipOneRequest[];
};

export type ShipProblem = {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly (Readonly<Record<string, unknown>>)[];
};

export type ShipResult = {
  /** the status that the request would have had alone */
  readonly status: number;
  readonly body?: ShipmentView;
  readonly problem?: ShipProblem;
};

export type ShipManyReply = {
  readonly results: readonly ShipResult[];
};

export type PackageRequest = {
  /** kilograms */
  readonly weight?: number | string;
  readonly lines?: readonly PackageLine[];
};

export type PackRequest = {
  /** left out: one package */
  readonly packages?: readonly PackageRequest[];
};

export type ShipRequest = {
  /** default: now; only history orders ship in the past */
  readonly shippedAt?: string;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  /** left out: all that is planned */
  readonly lines?: readonly ShipLine[];
};

export type DeliverRequest = {
  /** default: now */
  readonly deliveredAt?: string;
  readonly receivedBy?: string;
};

export type VoidRequest = {
  readonly reason: string;
};

export type TrackingRequest = {
  /** the carrier's id of the update */
  readonly eventId: string;
  readonly status: 'handed_over' | 'in_transit' | 'exception' | 'out_for_delivery' | 'delivered' | 'returned';
  readonly at: string;
  readonly note?: string;
};

export type DocumentTax = {
  readonly category: 'S' | 'Z' | 'E' | 'AE' | 'G' | 'K' | 'O';
  /** percent */
  readonly rate: string;
  /** BT-116 */
  readonly base: Money;
  /** BT-117 */
  readonly tax: Money;
  /** why no VAT is charged, BT-120 */
  readonly exemptionReason?: string;
};

export type DocumentCharge = {
  readonly reason: 'freight';
  readonly amount: Money;
  readonly category: string;
  readonly rate: string;
};

export type DocumentLineView = {
  /** line of the invoice */
  readonly line: number;
  /** line of the order */
  readonly orderLine: number;
  readonly sku: string;
  readonly name: string;
  readonly unit: string;
  readonly quantity: number | string;
  /** price of one unit, up to 6 decimals */
  readonly unitPrice: Money;
  readonly discountPercent: string;
  readonly taxCategory: string;
  readonly rate: string;
  /** BT-131 */
  readonly net: Money;
  /** net with its share of freight and tax */
  readonly gross: Money;
};

export type DocumentAddress = {
  readonly name: string;
  readonly lines: readonly string[];
  readonly postalCode?: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
};

export type DocumentSeller = {
  readonly number: string;
  readonly name: string;
  readonly address: DocumentAddress;
  readonly vatId?: string;
  readonly taxNumber?: string;
  readonly iban?: string;
  readonly bic?: string;
};

export type InvoiceView = {
  readonly id: string;
  readonly number: string;
  readonly seller: string;
  readonly customer: string;
  readonly customerNumber?: string;
  readonly order: string;
  readonly orderNumber: string;
  readonly purchaseOrder?: string;
  /** the first of `shipments` */
  readonly shipment: string | null;
  readonly shipments: readonly string[];
  readonly currency: string;
  /** BT-2 */
  readonly issuedOn: string;
  /** when it was recorded */
  readonly issuedAt: string;
  /** BT-7 */
  readonly taxPointOn: string;
  readonly history: boolean;
  /** sum of line nets, BT-106 */
  readonly lineTotal: Money;
  /** BT-107 */
  readonly allowanceTotal: Money;
  /** freight, BT-108 */
  readonly chargeTotal: Money;
  /** BT-109 */
  readonly net: Money;
  /** BT-110 */
  readonly tax: Money;
  /** BT-112 */
  readonly gross: Money;
  /** BT-113 */
  readonly paid: Money;
  /** BT-115 */
  readonly payable: Money;
  readonly taxes: readonly DocumentTax[];
  readonly charges: readonly DocumentCharge[];
  readonly lines: readonly DocumentLineView[];
  readonly sellerParty: DocumentSeller;
  readonly billTo: DocumentAddress;
  readonly shipTo: DocumentAddress;
  readonly customerVatId?: string;
  /** BT-9 */
  readonly dueOn: string;
  readonly terms: string;
  /** ISO 11649 creditor reference */
  readonly reference: string;
  /** gross of its credit notes */
  readonly creditedGross: Money;
};

export type InvoicePage = {
  readonly items: readonly InvoiceView[];
  readonly next: string | null;
};

export type CreditNoteRequestLine = {
  /** line of the invoice */
  readonly line: number;
  /** goods that came back */
  readonly quantity?: number | string;
  /** net amount; default: what is left for the quantity */
  readonly net?: Money;
};

export type CreditNoteRequest = {
  /** id or number */
  readonly invoice: string;
  /** where several sellers have the number */
  readonly seller?: string;
  /** pricing, return, damage, short_ship, tax, goodwill, duplicate, cancellation, … */
  readonly reason: string;
  readonly comment?: string;
  /** without lines and freight: all that is left of the invoice */
  readonly lines?: readonly CreditNoteRequestLine[];
  /** net of the freight that is credited */
  readonly freight?: Money;
  /** a document of the past; scope `history` */
  readonly history?: boolean;
  /** document date, with `history` only; default: today */
  readonly issuedOn?: string;
};

export type CreditNoteView = {
  readonly id: string;
  readonly number: string;
  readonly seller: string;
  readonly customer: string;
  readonly customerNumber?: string;
  readonly order: string;
  readonly orderNumber: string;
  readonly purchaseOrder?: string;
  /** the first of `shipments` */
  readonly shipment: string | null;
  readonly shipments: readonly string[];
  readonly currency: string;
  /** BT-2 */
  readonly issuedOn: string;
  /** when it was recorded */
  readonly issuedAt: string;
  /** BT-7 */
  readonly taxPointOn: string;
  readonly history: boolean;
  /** sum of line nets, BT-106 */
  readonly lineTotal: Money;
  /** BT-107 */
  readonly allowanceTotal: Money;
  /** freight, BT-108 */
  readonly chargeTotal: Money;
  /** BT-109 */
  readonly net: Money;
  /** BT-110 */
  readonly tax: Money;
  /** BT-112 */
  readonly gross: Money;
  /** BT-113 */
  readonly paid: Money;
  /** BT-115 */
  readonly payable: Money;
  readonly taxes: readonly DocumentTax[];
  readonly charges: readonly DocumentCharge[];
  readonly lines: readonly DocumentLineView[];
  readonly sellerParty: DocumentSeller;
  readonly billTo: DocumentAddress;
  readonly shipTo: DocumentAddress;
  readonly customerVatId?: string;
  readonly invoice: string;
  readonly invoiceNumber: string;
  /** void: the delivery was taken back */
  readonly cause: 'void' | 'credit';
  readonly reason: string;
  readonly comment?: string;
};

export type CreditNotePage = {
  readonly items: readonly CreditNoteView[];
  readonly next: string | null;
};

export type OpenItemRequest = {
  /** id or number; may be left out while there is one */
  readonly seller?: string;
  /** id or number */
  readonly customer: string;
  /** its number; one number is loaded once */
  readonly document: string;
  readonly kind: 'invoice' | 'credit_note';
  readonly documentDate: string;
  /** default: the document date */
  readonly dueDate?: string;
  /** of a credit note with or without its minus */
  readonly amount: Money;
  readonly disputed?: Money;
  /** creditor reference, ISO 11649 */
  readonly reference?: string;
  /** a document of the past (scope history): it is never reminded */
  readonly history?: boolean;
};

export type OpenItemView = {
  readonly id: string;
  readonly seller: string;
  readonly customer: string;
  readonly document: string;
  readonly kind: 'invoice' | 'credit_note';
  readonly documentDate: string;
  readonly dueDate: string;
  readonly amount: Money;
  /** below 0 for a credit note */
  readonly open: Money;
  readonly disputed: Money;
  readonly writtenOff: Money;
  /** 0 while it is not due, or nothing is open */
  readonly daysOverdue: number;
  readonly status: 'open' | 'closed';
  readonly invoice: string | null;
  readonly order: string | null;
  readonly reference: string | null;
  /** highest reminder level sent, 0 to 3 */
  readonly reminderLevel: number;
  readonly history: boolean;
  readonly version: number;
};

export type OpenItemBatchRequest = {
  readonly openItems: readonly OpenItemRequest[];
};

export type BatchProblem = {
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly (Readonly<Record<string, unknown>>)[];
};

export type BatchResult = {
  /** the status that the request would have had alone */
  readonly status: number;
  /** the answer */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly problem?: BatchProblem;
};

export type BatchReply = {
  readonly results: readonly BatchResult[];
};

export type OpenItemPage = {
  readonly items: readonly OpenItemView[];
  readonly next: string | null;
};

export type DisputeRequest = {
  readonly disputed: Money;
  readonly reason?: string;
};

export type WriteOffRequest = {
  /** default: all that is open */
  readonly amount?: Money;
  readonly reason: string;
};

export type ApplyLineDto = {
  /** id of the open item; an invoice has the same id as its item */
  readonly openItem: string;
  readonly amount: Money;
};

export type ApplyCreditRequest = {
  readonly items: readonly ApplyLineDto[];
};

export type AgingBucket = {
  readonly name: 'current' | '1-30' | '31-60' | '61-90' | '91-120' | '120+';
  /** items */
  readonly count: number;
  readonly amount: Money;
};

export type AgingView = {
  readonly asOf: string;
  readonly currency: string;
  readonly basis: 'dueDate' | 'documentDate';
  readonly buckets: readonly AgingBucket[];
  /** cash of known customers that settles nothing yet */
  readonly unapplied: Money;
  /** cash of unknown payers */
  readonly unidentified: Money;
  /** disputed part of what is open, as disputed now */
  readonly disputed: Money;
  readonly total: Money;
};

export type StatementMovement = {
  readonly on: string;
  /** invoice, credit_note, loaded, payment, reversed, refunded, written_off */
  readonly type: string;
  /** number of the document, or reference of the payment */
  readonly document: string;
  readonly amount: Money;
  /** after this movement */
  readonly balance: Money;
  readonly reason: string | null;
};

export type StatementView = {
  readonly customer: string;
  readonly number: string;
  readonly name: string;
  readonly currency: string;
  readonly from: string | null;
  readonly asOf: string;
  /** balance before the first day */
  readonly opening: Money;
  readonly movements: readonly StatementMovement[];
  readonly closing: Money;
  /** booked already for later days: what credit counts at once */
  readonly ahead: Money;
  /** what is open on the last day */
  readonly items: readonly OpenItemView[];
};

export type PaymentRequest = {
  /** id or number; may be left out while there is one */
  readonly seller?: string;
  /** id or number of the payer, if it is known */
  readonly customer?: string;
  /** the payer as the bank names it */
  readonly payer?: string;
  readonly amount: Money;
  readonly method: 'transfer' | 'card' | 'cheque' | 'direct_debit' | 'cash';
  /** when the money counts; at most 366 days ahead of today in the seller's time zone, since booked money settles items and makes room for credit at once */
  readonly valueDate: string;
  /** what the payer wrote: RF reference, document numbers */
  readonly reference?: string;
  /** settles these and nothing else; empty: stays unapplied on purpose */
  readonly apply?: readonly ApplyLineDto[];
  /** the bank's own id of the movement: it is never booked twice */
  readonly bankReference?: string;
  /** a payment of the past (scope history) */
  readonly history?: boolean;
};

export type ApplicationView = {
  readonly application: string;
  readonly openItem: string;
  readonly document: string;
  readonly amount: Money;
  readonly on: string;
};

export type PaymentView = {
  readonly id: string;
  readonly seller: string;
  /** null while the payer is unknown */
  readonly customer: string | null;
  readonly payer: string | null;
  readonly amount: Money;
  readonly applied: readonly ApplicationView[];
  readonly unapplied: Money;
  readonly refunded: Money;
  readonly reversed: Money;
  readonly method: 'transfer' | 'card' | 'cheque' | 'direct_debit' | 'cash';
  readonly valueDate: string;
  readonly receivedOn: string;
  readonly reference: string | null;
  readonly bankReference: string | null;
  readonly status: 'unidentified' | 'unapplied' | 'partially_applied' | 'applied' | 'refunded' | 'reversed';
  readonly history: boolean;
  readonly version: number;
};

export type PaymentBatchRequest = {
  readonly payments: readonly PaymentRequest[];
};

export type PaymentPage = {
  readonly items: readonly PaymentView[];
  readonly next: string | null;
};

export type ApplyRequest = {
  readonly items?: readonly ApplyLineDto[];
  /** another name for items */
  readonly apply?: readonly ApplyLineDto[];
  /** whose payment it is, where that is not known yet */
  readonly customer?: string;
  /** date of the application; default today */
  readonly on?: string;
};

export type UnapplyRequest = {
  /** ids of applications */
  readonly applications?: readonly string[];
  readonly openItem?: string;
  /** true: all of them */
  readonly all?: boolean;
  readonly reason?: string;
};

export type ReverseRequest = {
  readonly reason: string;
};

export type RefundRequest = {
  /** default: all that is unapplied */
  readonly amount?: Money;
  readonly reason: string;
};

export type LatenessBucket = {
  readonly name: 'early' | 'on_time' | '1-7' | '8-30' | '31-60' | '60+';
  /** applications */
  readonly count: number;
  readonly amount: Money;
};

export type BehaviourView = {
  readonly customer: string;
  readonly currency: string;
  /** applications */
  readonly count: number;
  /** from due to value date, weighted by amount; below 0 before it; null: none yet */
  readonly averageDaysLate: number | null;
  readonly buckets: readonly LatenessBucket[];
};

export type EntryView = {
  readonly id: string;
  readonly kind: 'invoice' | 'credit_note' | 'loaded' | 'payment' | 'identified' | 'applied' | 'unapplied' | 'credited' | 'written_off' | 'refunded' | 'reversed';
  readonly seller: string;
  readonly customer: string | null;
  /** number of the document, or reference of the payment */
  readonly document: string;
  readonly debit: 'receivables' | 'unapplied_cash' | 'unidentified_cash' | 'bank' | 'sales' | 'credit_notes' | 'write_off' | 'opening_balance' | 'refunds' | 'clearing';
  readonly credit: 'receivables' | 'unapplied_cash' | 'unidentified_cash' | 'bank' | 'sales' | 'credit_notes' | 'write_off' | 'opening_balance' | 'refunds' | 'clearing';
  readonly amount: Money;
  readonly on: string;
  readonly recordedAt: string;
  readonly openItem: string | null;
  readonly payment: string | null;
  /** the application or refund */
  readonly application: string | null;
  readonly reason: string | null;
};

export type EntryPage = {
  readonly items: readonly EntryView[];
  readonly next: string | null;
};

export type BalanceView = {
  readonly seller: string;
  readonly account: 'receivables' | 'unapplied_cash' | 'unidentified_cash' | 'bank' | 'sales' | 'credit_notes' | 'write_off' | 'opening_balance' | 'refunds' | 'clearing';
  readonly currency: string;
  readonly debit: Money;
  readonly credit: Money;
  readonly balance: Money;
};

export type BalancesView = {
  readonly asOf: string | null;
  readonly items: readonly BalanceView[];
  readonly next: string | null;
};

export type ReminderRunRequest = {
  /** default: today in the time zone of the seller */
  readonly asOf?: string;
  /** true: only show what would be sent */
  readonly preview?: boolean;
  /** id or number; may be left out while there is one */
  readonly seller?: string;
};

export type ReminderItemView = {
  readonly openItem: string;
  readonly document: string;
  readonly dueDate: string;
  readonly daysOverdue: number;
  readonly level: number;
  readonly amount: Money;
};

export type ReminderView = {
  readonly customer: string;
  readonly level: number;
  readonly items: readonly ReminderItemView[];
  readonly total: Money;
  /** of the e-mail */
  readonly state?: 'pending' | 'sent' | 'failed' | 'no_address';
  /** why the e-mail could not be sent */
  readonly error?: string;
};

export type ReminderRunView = {
  readonly id: string;
  readonly seller: string;
  readonly asOf: string;
  readonly preview: boolean;
  /** who started it; null: the daily job */
  readonly startedBy: string | null;
  readonly reminders: readonly ReminderView[];
};

export type ReminderRunPage = {
  readonly items: readonly ReminderRunView[];
  readonly next: string | null;
};

export type LetterToSendView = {
  readonly id: string;
  readonly state: 'pending';
};

export type CustomerTimelineItemDto = {
  /** position in the log, gapless */
  readonly position: number;
  readonly id: string;
  /** the service that says it */
  readonly source: string;
  readonly type: string;
  /** id of the thing that the fact is about */
  readonly subject: string;
  /** the producer's position, gapless over all its types */
  readonly sequence: number;
  readonly time: string;
  /** of history, when its document says that it happened; null: it does not say */
  readonly documentTime: string | null;
  /** who acted; null: the system itself */
  readonly actor: string | null;
  /** the fact that this one follows from */
  readonly causationId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** what happened, in one plain sentence */
  readonly summary: string;
  /** where it stands: when the order began, or when the fact happened */
  readonly at: string;
  /** the order whose latest fact it is; null: it is about the customer alone */
  readonly order: string | null;
  readonly orderNumber: string | null;
};

export type CustomerTimelinePage = {
  readonly items: readonly CustomerTimelineItemDto[];
  /** goes into ?after= */
  readonly next: string | null;
};

export type FactDto = {
  /** position in the log, gapless */
  readonly position: number;
  readonly id: string;
  /** the service that says it */
  readonly source: string;
  readonly type: string;
  /** id of the thing that the fact is about */
  readonly subject: string;
  /** the producer's position, gapless over all its types */
  readonly sequence: number;
  readonly time: string;
  /** of history, when its document says that it happened; null: it does not say */
  readonly documentTime: string | null;
  /** who acted; null: the system itself */
  readonly actor: string | null;
  /** the fact that this one follows from */
  readonly causationId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};

export type FactPageDto = {
  readonly items: readonly FactDto[];
  readonly next: string | null;
};

export type TimelineItemDto = {
  /** position in the log, gapless */
  readonly position: number;
  readonly id: string;
  /** the service that says it */
  readonly source: string;
  readonly type: string;
  /** id of the thing that the fact is about */
  readonly subject: string;
  /** the producer's position, gapless over all its types */
  readonly sequence: number;
  readonly time: string;
  /** of history, when its document says that it happened; null: it does not say */
  readonly documentTime: string | null;
  /** who acted; null: the system itself */
  readonly actor: string | null;
  /** the fact that this one follows from */
  readonly causationId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** what happened, in one plain sentence */
  readonly summary: string;
};

export type TimelineDto = {
  readonly items: readonly TimelineItemDto[];
  /** always null: the story is whole */
  readonly next: string | null;
};

export type CycleTimeKpi = {
  readonly name: string;
  /** of the formula */
  readonly version: number;
  /** the formula in words */
  readonly definition: string;
  /** orders measured */
  readonly count: number;
  /** half of them took less */
  readonly medianHours: number | null;
  /** nine of ten took less */
  readonly p90Hours: number | null;
};

export type StateCount = {
  readonly status: string;
  readonly count: number;
};

export type OrdersByStateKpi = {
  readonly name: string;
  /** of the formula */
  readonly version: number;
  /** the formula in words */
  readonly definition: string;
  /** states that no order is in are left out */
  readonly states: readonly StateCount[];
};

export type HoldRateKpi = {
  readonly name: string;
  /** of the formula */
  readonly version: number;
  /** the formula in words */
  readonly definition: string;
  /** null where nothing was ordered */
  readonly percent: number | null;
  /** orders that a hold stopped */
  readonly held: number;
  /** orders of the period */
  readonly orders: number;
};

export type SalesMonthDto = {
  readonly month: string;
  readonly days: number;
  readonly sales: Money;
};

export type KpiParameters = {
  /** of the period */
  readonly days: number;
  /** at the end of the day before the period */
  readonly receivablesBegin?: Money;
  /** at the end of the last day */
  readonly receivablesEnd?: Money;
  /** part of receivablesEnd that was not past due */
  readonly notPastDue?: Money;
  /** of the period */
  readonly creditSales?: Money;
  /** applications less what was taken back */
  readonly applied?: Money;
  readonly received?: Money;
  /** newest first */
  readonly months?: readonly SalesMonthDto[];
};

export type DaysKpi = {
  readonly name: string;
  /** of the formula */
  readonly version: number;
  /** the formula in words */
  readonly definition: string;
  /** null where nothing was sold */
  readonly days: number | null;
  readonly parameters: KpiParameters;
};

export type DsoKpis = {
  readonly periodEnd: DaysKpi;
  readonly average: DaysKpi;
  readonly countback: DaysKpi;
  readonly bestPossible: DaysKpi;
};

export type PercentKpi = {
  readonly name: string;
  /** of the formula */
  readonly version: number;
  /** the formula in words */
  readonly definition: string;
  /** null where there is nothing to compare with */
  readonly percent: number | null;
  readonly parameters: KpiParameters;
};

export type CashDay = {
  readonly on: string;
  /** by value date */
  readonly received: Money;
  /** taken back by the bank */
  readonly reversed: Money;
  /** paid back to customers */
  readonly refunded: Money;
};

export type CashPerDayKpi = {
  readonly name: string;
  /** of the formula */
  readonly version: number;
  /** the formula in words */
  readonly definition: string;
  /** received in the period */
  readonly received: Money;
  readonly days: readonly CashDay[];
};

export type KpisView = {
  readonly from: string;
  /** the last day */
  readonly to: string;
  /** id */
  readonly seller: string;
  /** of all amounts; orders are counted in it only where the request names it */
  readonly currency: string;
  /** false while the read tables are being rebuilt: figures are then too low */
  readonly complete: boolean;
  /** in the order of the process */
  readonly cycleTimes: readonly CycleTimeKpi[];
  readonly ordersByState: OrdersByStateKpi;
  readonly holdRate: HoldRateKpi;
  readonly dso: DsoKpis;
  readonly averageDaysDelinquent: DaysKpi;
  readonly collectionEffectiveness: PercentKpi;
  readonly cashApplicationRate: PercentKpi;
  readonly cashPerDay: CashPerDayKpi;
};

export type KpiFactDto = {
  /** position in the log, gapless */
  readonly position: number;
  readonly id: string;
  /** the service that says it */
  readonly source: string;
  readonly type: string;
  /** id of the thing that the fact is about */
  readonly subject: string;
  /** the producer's position, gapless over all its types */
  readonly sequence: number;
  readonly time: string;
  /** of history, when its document says that it happened; null: it does not say */
  readonly documentTime: string | null;
  /** who acted; null: the system itself */
  readonly actor: string | null;
  /** the fact that this one follows from */
  readonly causationId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** what happened, in one plain sentence */
  readonly summary: string;
  /** the order that it is about; null where it names none, such as a payment */
  readonly order: string | null;
  /** what it moves, as its document says it; of an order its value; null without any */
  readonly amount: Money | null;
};

export type KpiFactPage = {
  readonly items: readonly KpiFactDto[];
  /** goes into ?after= */
  readonly next: string | null;
};

export type ProcessStep = {
  /** how often it happened */
  readonly count: number;
  /** in how many orders */
  readonly orders: number;
  /** gross of these orders, an amount per currency */
  readonly value: readonly Money[];
  /** type of the fact */
  readonly type: string;
  /** orders whose latest fact it is and that are not over: work in progress */
  readonly open: number;
};

export type ProcessTransition = {
  /** how often it happened */
  readonly count: number;
  /** in how many orders */
  readonly orders: number;
  /** gross of these orders, an amount per currency */
  readonly value: readonly Money[];
  readonly from: string;
  readonly to: string;
  /** half of them took less; seconds between recorded times, in history of document times */
  readonly medianSeconds: number;
  /** nine of ten took less */
  readonly p90Seconds: number;
  /** the median of the period before, as long as this one; null without `from` or before */
  readonly medianSecondsBefore: number | null;
  /** part of the orders that went this way, 0 to 1 */
  readonly share: number;
};

export type ProcessVariant = {
  /** types of facts */
  readonly path: readonly string[];
  /** orders that went it */
  readonly count: number;
  /** part of the orders, 0 to 1 */
  readonly share: number;
  /** gross of these orders, an amount per currency */
  readonly value: readonly Money[];
  /** steps taken more than once, such as a second invoice; not a hold that stays */
  readonly rework: readonly string[];
  /** the same in words */
  readonly reworkInWords: readonly string[];
};

export type SlowestTransition = {
  readonly from: string;
  readonly to: string;
  readonly medianSeconds: number;
  readonly sentence: string;
};

export type ProcessMapView = {
  /** orders on the map */
  readonly orders: number;
  /** most frequent first */
  readonly steps: readonly ProcessStep[];
  /** most frequent first */
  readonly transitions: readonly ProcessTransition[];
  /** the 50 most frequent */
  readonly variants: readonly ProcessVariant[];
  readonly slowest: SlowestTransition | null;
};

export type MapOrderView = {
  readonly order: string;
  readonly number: string;
  readonly customer: string;
  readonly customerName: string | null;
  readonly status: string;
  readonly value: Money | null;
  /** how long it waited there; after its latest step, how long it has waited so far */
  readonly seconds: number;
  /** recorded time of its latest fact */
  readonly at: string;
};

export type MapOrderPage = {
  readonly items: readonly MapOrderView[];
  readonly next: string | null;
};

export type StreamedFactDto = {
  /** position in the log; also the `id` of the event */
  readonly position: number;
  /** also the `event` */
  readonly type: string;
  /** id of the thing that the fact is about */
  readonly subject: string;
  readonly time: string;
  /** what happened, in one plain sentence */
  readonly summary: string;
  readonly order?: string;
  readonly customer?: string;
  /** the fact itself */
  readonly data: Readonly<Record<string, unknown>>;
};

/** RFC 9457 problem details */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Every fault of the request */
  readonly errors?: readonly ({
    readonly code: string;
    /** JSON pointer */
    readonly path: string;
    readonly message: string;
  })[];
  readonly instance: string;
  readonly requestId: string;
};

/** Every operation: what it takes and what it answers. */
export type Operations = {
  /** Whether the process should go on living (503: replace it) */
  'GET /health/live': {
    readonly answer: undefined;
  };
  /** Whether work is taken now, and which checks stand in the way */
  'GET /health/ready': {
    readonly answer: undefined;
  };
  /** Sign in with an API key; answers with an http-only cookie */
  'POST /v1/session': {
    readonly body: SignInDto;
    readonly answer: SessionDto;
  };
  /** Who is signed in, or whose API key this is */
  'GET /v1/session': {
    readonly answer: SessionDto;
  };
  /** Sign out: the session ends for good */
  'DELETE /v1/session': {
    readonly answer: undefined;
  };
  /** Make a key; its text is shown this once */
  'POST /v1/api-keys': {
    readonly body: CreateApiKeyDto;
    readonly answer: NewApiKeyDto;
  };
  /** List keys */
  'GET /v1/api-keys': {
    readonly query?: {
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: ApiKeyPageDto;
  };
  /** Look at a key */
  'GET /v1/api-keys/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ApiKeyDto;
  };
  /** Rename or revoke a key */
  'PATCH /v1/api-keys/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly body: ChangeApiKeyDto;
    readonly answer: ApiKeyDto;
  };
  /** Do all sums of all services agree? */
  'GET /v1/audit': {
    readonly answer: AuditDto;
  };
  /** Why is this order stuck, who can free it, and how? */
  'GET /v1/orders/{order}/blockers': {
    readonly path: {
      readonly order: string;
    };
    readonly answer: BlockersDto;
  };
  /** List parked facts, oldest first */
  'GET /v1/parked-facts': {
    readonly query?: {
      /** default: parked */
      readonly status?: 'parked' | 'queued' | 'replayed' | 'discarded' | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: ParkedFactPageDto;
  };
  /** Handle a parked fact again, then those queued behind it */
  'POST /v1/parked-facts/{id}/replay': {
    readonly path: {
      readonly id: string;
    };
    readonly body: ParkedDecisionDto;
    readonly answer: ParkedFactDto;
  };
  /** Give a parked fact up; those queued behind it are handled */
  'POST /v1/parked-facts/{id}/discard': {
    readonly path: {
      readonly id: string;
    };
    readonly body: ParkedDecisionDto;
    readonly answer: ParkedFactDto;
  };
  /** Everything that waits for a person */
  'GET /v1/work': {
    readonly query?: {
      readonly kind?: 'hold' | 'backorder' | 'short_pick' | 'late_shipment' | 'unapplied_cash' | 'short_payment' | 'disputed_item' | 'failed_email' | 'parked_fact' | undefined;
      /** role */
      readonly owner?: string | undefined;
      /** id or number */
      readonly customer?: string | undefined;
      /** age: longest waiting first (default); amount: largest first, currency by currency */
      readonly sort?: 'age' | 'amount' | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: WorkPageDto;
  };
  /** Register a seller */
  'POST /v1/sellers': {
    readonly body: SellerRequest;
    readonly answer: SellerView;
  };
  /** List sellers, oldest first */
  'GET /v1/sellers': {
    readonly query?: {
      readonly number?: string | undefined;
      readonly currency?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: SellerPage;
  };
  /** A seller, by id or number */
  'GET /v1/sellers/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: SellerView;
  };
  /** Change a seller; what is absent stays */
  'PATCH /v1/sellers/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly body: SellerChange;
    readonly answer: SellerView;
  };
  /** Register a customer */
  'POST /v1/customers': {
    readonly body: CustomerRequest;
    readonly answer: CustomerView;
  };
  /** List customers, oldest first */
  'GET /v1/customers': {
    readonly query?: {
      /** a part of the name or number; one or two characters: how a word of them begins */
      readonly search?: string | undefined;
      /** these alone, separated by commas */
      readonly ids?: string | undefined;
      readonly number?: string | undefined;
      readonly name?: string | undefined;
      readonly currency?: string | undefined;
      readonly email?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: CustomerPage;
  };
  /** A customer, by id or number */
  'GET /v1/customers/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: CustomerView;
  };
  /** Change a customer; what is absent stays */
  'PATCH /v1/customers/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly body: CustomerChange;
    readonly answer: CustomerView;
  };
  /** Register a product */
  'POST /v1/products': {
    readonly body: ProductRequest;
    readonly answer: ProductView;
  };
  /** List products, oldest first */
  'GET /v1/products': {
    readonly query?: {
      /** a part of the name or sku; one or two characters: how a word of them begins */
      readonly search?: string | undefined;
      readonly sku?: string | undefined;
      readonly name?: string | undefined;
      readonly active?: boolean | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: ProductPage;
  };
  /** A product, by id or sku */
  'GET /v1/products/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ProductView;
  };
  /** Change a product; what is absent stays */
  'PATCH /v1/products/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly body: ProductChange;
    readonly answer: ProductView;
  };
  /** Place an order; everything that is wrong with it comes in one answer */
  'POST /v1/orders': {
    readonly body: OrderRequestDto;
    readonly answer: OrderView;
  };
  /** List orders, oldest first */
  'GET /v1/orders': {
    readonly query?: {
      /** id or number */
      readonly customer?: string | undefined;
      /** id or number */
      readonly seller?: string | undefined;
      readonly status?: 'rejected' | 'cancelled' | 'closed' | 'held' | 'invoiced' | 'shipped' | 'partially_invoiced' | 'partially_shipped' | 'released' | 'placed' | undefined;
      readonly currency?: string | undefined;
      readonly purchaseOrder?: string | undefined;
      /** ordered on or after */
      readonly from?: string | undefined;
      /** ordered on or before */
      readonly to?: string | undefined;
      /** which come first; default oldest */
      readonly sort?: 'oldest' | 'newest' | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: OrderPage;
  };
  /** Place up to 500 orders, each answered on its own */
  'POST /v1/orders/batch': {
    readonly body: OrderBatchRequest;
    readonly answer: OrderBatchReply;
  };
  /** An order, by id or number */
  'GET /v1/orders/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: OrderView;
  };
  /** Change an order; after its release only quantities and lines */
  'PATCH /v1/orders/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly body: OrderChange;
    readonly answer: OrderView;
  };
  /** Cancel an order or part of it; after its release shipping decides */
  'POST /v1/orders/{id}/cancel': {
    readonly path: {
      readonly id: string;
    };
    readonly body: CancelOrderRequest;
    readonly answer: OrderView;
  };
  /** List holds, those that wait longest first */
  'GET /v1/holds': {
    readonly query?: {
      readonly status?: 'open' | 'released' | 'rejected' | undefined;
      /** id or number */
      readonly order?: string | undefined;
      /** id or number */
      readonly customer?: string | undefined;
      /** one of its reasons */
      readonly code?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: HoldPage;
  };
  /** Release a hold; never by whoever placed the order */
  'POST /v1/holds/{id}/release': {
    readonly path: {
      readonly id: string;
    };
    readonly body: HoldDecisionRequest;
    readonly answer: HoldView;
  };
  /** Reject the order because of a hold */
  'POST /v1/holds/{id}/reject': {
    readonly path: {
      readonly id: string;
    };
    readonly body: HoldDecisionRequest;
    readonly answer: HoldView;
  };
  /** List credit accounts */
  'GET /v1/credit-accounts': {
    readonly query?: {
      /** id or number */
      readonly seller?: string | undefined;
      /** id or number */
      readonly customer?: string | undefined;
      readonly currency?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: CreditAccountPage;
  };
  /** Limit and exposure of a customer, by id or number */
  'GET /v1/credit-accounts/{customer}': {
    readonly path: {
      readonly customer: string;
    };
    readonly query?: {
      /** id or number; may be left out while there is one */
      readonly seller?: string | undefined;
    };
    readonly answer: CreditAccountView;
  };
  /** Set limit, rules or block; orders that now fit are approved */
  'PUT /v1/credit-accounts/{customer}': {
    readonly path: {
      readonly customer: string;
    };
    readonly query?: {
      /** id or number; may be left out while there is one */
      readonly seller?: string | undefined;
    };
    readonly body: CreditAccountChange;
    readonly answer: CreditAccountView;
  };
  /** What the exposure consists of: orders, items and payments */
  'GET /v1/credit-accounts/{customer}/documents': {
    readonly path: {
      readonly customer: string;
    };
    readonly query?: {
      /** id or number; may be left out while there is one */
      readonly seller?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: CreditDocumentPage;
  };
  /** Receive stock; waiting orders get it by priority and order time */
  'POST /v1/stock-receipts': {
    readonly body: StockReceiptRequest;
    readonly answer: StockReceiptView;
  };
  /** Announce goods; nothing is promised from them before they come */
  'POST /v1/expected-receipts': {
    readonly body: ExpectedReceiptRequest;
    readonly answer: ExpectedReceiptView;
  };
  /** Forget what is still open of an expected receipt */
  'POST /v1/expected-receipts/{id}/cancel': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  /** Correct stock with a reason; what is promised cannot be taken away */
  'POST /v1/stock-adjustments': {
    readonly body: StockAdjustmentRequest;
    readonly answer: StockAdjustmentView;
  };
  /** List stock by sku */
  'GET /v1/stock': {
    readonly query?: {
      /** only skus that orders lack, or only others */
      readonly backordered?: boolean | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: StockPage;
  };
  /** Stock of a sku, and how much could be promised when */
  'GET /v1/stock/{sku}': {
    readonly path: {
      readonly sku: string;
    };
    readonly answer: StockView;
  };
  /** List what is promised to orders */
  'GET /v1/reservations': {
    readonly query?: {
      readonly order?: string | undefined;
      readonly sku?: string | undefined;
      readonly warehouse?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: ReservationPage;
  };
  /** List shipments */
  'GET /v1/shipments': {
    readonly query?: {
      /** id or number of the order */
      readonly order?: string | undefined;
      /** id or number of the customer */
      readonly customer?: string | undefined;
      readonly status?: 'planned' | 'picked' | 'packed' | 'shipped' | 'delivered' | 'voided' | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: ShipmentPage;
  };
  /** A shipment */
  'GET /v1/shipments/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ShipmentView;
  };
  /** Ship up to 500 shipments; each is answered on its own */
  'POST /v1/shipments/batch/ship': {
    readonly body: ShipManyRequest;
    readonly answer: ShipManyReply;
  };
  /** Its goods are picked: later stock is planned in another shipment */
  'POST /v1/shipments/{id}/pick': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ShipmentView;
  };
  /** Its goods are packed; packages get an SSCC */
  'POST /v1/shipments/{id}/pack': {
    readonly path: {
      readonly id: string;
    };
    readonly body: PackRequest;
    readonly answer: ShipmentView;
  };
  /** Its goods leave: in full, in part or short */
  'POST /v1/shipments/{id}/ship': {
    readonly path: {
      readonly id: string;
    };
    readonly body: ShipRequest;
    readonly answer: ShipmentView;
  };
  /** The customer has the goods */
  'POST /v1/shipments/{id}/deliver': {
    readonly path: {
      readonly id: string;
    };
    readonly body: DeliverRequest;
    readonly answer: ShipmentView;
  };
  /** It will not reach the customer: its quantities are open again */
  'POST /v1/shipments/{id}/void': {
    readonly path: {
      readonly id: string;
    };
    readonly body: VoidRequest;
    readonly answer: ShipmentView;
  };
  /** A carrier's update; repeats and late ones do no harm */
  'POST /v1/shipments/{id}/tracking': {
    readonly path: {
      readonly id: string;
    };
    readonly body: TrackingRequest;
    readonly answer: ShipmentView;
  };
  /** A label for each package, with its SSCC as GS1-128 */
  'GET /v1/shipments/{id}/label.pdf': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: Blob;
  };
  /** What is in the packages */
  'GET /v1/shipments/{id}/packing-slip.pdf': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: Blob;
  };
  /** List invoices */
  'GET /v1/invoices': {
    readonly query?: {
      /** id or number */
      readonly customer?: string | undefined;
      /** id or number */
      readonly order?: string | undefined;
      readonly number?: string | undefined;
      readonly seller?: string | undefined;
      readonly currency?: string | undefined;
      /** issued on this day or later */
      readonly from?: string | undefined;
      /** issued on this day or earlier */
      readonly to?: string | undefined;
      /** which come first; default oldest */
      readonly sort?: 'oldest' | 'newest' | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: InvoicePage;
  };
  /** The invoice as PDF, by id or number: always the same bytes */
  'GET /v1/invoices/{id}.pdf': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: Blob;
  };
  /** One invoice, by id or number */
  'GET /v1/invoices/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: InvoiceView;
  };
  /** Credit an invoice, in whole or in part */
  'POST /v1/credit-notes': {
    readonly body: CreditNoteRequest;
    readonly answer: CreditNoteView;
  };
  /** List credit notes */
  'GET /v1/credit-notes': {
    readonly query?: {
      /** id or number */
      readonly customer?: string | undefined;
      /** id or number */
      readonly order?: string | undefined;
      readonly number?: string | undefined;
      readonly seller?: string | undefined;
      readonly currency?: string | undefined;
      /** issued on this day or later */
      readonly from?: string | undefined;
      /** issued on this day or earlier */
      readonly to?: string | undefined;
      /** which come first; default oldest */
      readonly sort?: 'oldest' | 'newest' | undefined;
      /** id or number */
      readonly invoice?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: CreditNotePage;
  };
  /** The credit note as PDF, by id or number: always the same bytes */
  'GET /v1/credit-notes/{id}.pdf': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: Blob;
  };
  /** One credit note, by id or number */
  'GET /v1/credit-notes/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: CreditNoteView;
  };
  /** Load a document of another system */
  'POST /v1/open-items': {
    readonly body: OpenItemRequest;
    readonly answer: OpenItemView;
  };
  /** List items, as they are now or as of a date */
  'GET /v1/open-items': {
    readonly query?: {
      /** id or number */
      readonly customer?: string | undefined;
      /** as it was at the end of this day */
      readonly asOf?: string | undefined;
      readonly status?: 'open' | 'closed' | undefined;
      readonly kind?: 'invoice' | 'credit_note' | undefined;
      readonly currency?: string | undefined;
      /** number of the document */
      readonly document?: string | undefined;
      readonly order?: string | undefined;
      readonly seller?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: OpenItemPage;
  };
  /** Load up to 500 documents; each is answered on its own */
  'POST /v1/open-items/batch': {
    readonly body: OpenItemBatchRequest;
    readonly answer: BatchReply;
  };
  /** One item */
  'GET /v1/open-items/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: OpenItemView;
  };
  /** Say how much of an item is disputed */
  'PATCH /v1/open-items/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly body: DisputeRequest;
    readonly answer: OpenItemView;
  };
  /** Write off what will not be collected; above 100.00 needs admin */
  'POST /v1/open-items/{id}/write-off': {
    readonly path: {
      readonly id: string;
    };
    readonly body: WriteOffRequest;
    readonly answer: OpenItemView;
  };
  /** Settle invoices with an open credit note, all of them or none */
  'POST /v1/open-items/{id}/apply': {
    readonly path: {
      readonly id: string;
    };
    readonly body: ApplyCreditRequest;
    readonly answer: OpenItemView;
  };
  /** Open items by age, as of a date; always equal to the ledger */
  'GET /v1/aging': {
    readonly query?: {
      /** default: today in the time zone of the seller */
      readonly asOf?: string | undefined;
      /** id or number */
      readonly customer?: string | undefined;
      /** default: the only one, or the seller’s */
      readonly currency?: string | undefined;
      readonly basis?: 'dueDate' | 'documentDate' | undefined;
      /** id or number; may be left out while there is one */
      readonly seller?: string | undefined;
    };
    readonly answer: AgingView;
  };
  /** A customer’s account: what moved it, and what is open */
  'GET /v1/customers/{id}/statement': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      /** default: the customer’s */
      readonly currency?: string | undefined;
      /** id or number; may be left out while there is one */
      readonly seller?: string | undefined;
      /** last day; default: today in the time zone of the seller */
      readonly asOf?: string | undefined;
      /** first day; default: the first there is */
      readonly from?: string | undefined;
    };
    readonly answer: StatementView;
  };
  /** Book a payment and apply it */
  'POST /v1/payments': {
    readonly body: PaymentRequest;
    readonly answer: PaymentView;
  };
  /** List payments */
  'GET /v1/payments': {
    readonly query?: {
      /** id or number */
      readonly customer?: string | undefined;
      readonly status?: 'unidentified' | 'unapplied' | 'partially_applied' | 'applied' | 'refunded' | 'reversed' | undefined;
      readonly currency?: string | undefined;
      readonly method?: 'transfer' | 'card' | 'cheque' | 'direct_debit' | 'cash' | undefined;
      /** value date, first */
      readonly from?: string | undefined;
      /** value date, last */
      readonly to?: string | undefined;
      readonly seller?: string | undefined;
      /** which come first; default oldest */
      readonly sort?: 'oldest' | 'newest' | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: PaymentPage;
  };
  /** Book up to 500 payments; each is answered on its own */
  'POST /v1/payments/batch': {
    readonly body: PaymentBatchRequest;
    readonly answer: BatchReply;
  };
  /** One payment and what it settles */
  'GET /v1/payments/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: PaymentView;
  };
  /** Settle items with unapplied cash, all of them or none */
  'POST /v1/payments/{id}/apply': {
    readonly path: {
      readonly id: string;
    };
    readonly body: ApplyRequest;
    readonly answer: PaymentView;
  };
  /** Take applications back, dated today */
  'POST /v1/payments/{id}/unapply': {
    readonly path: {
      readonly id: string;
    };
    readonly body: UnapplyRequest;
    readonly answer: PaymentView;
  };
  /** The payment bounced: take everything back */
  'POST /v1/payments/{id}/reverse': {
    readonly path: {
      readonly id: string;
    };
    readonly body: ReverseRequest;
    readonly answer: PaymentView;
  };
  /** Pay unapplied cash back */
  'POST /v1/payments/{id}/refund': {
    readonly path: {
      readonly id: string;
    };
    readonly body: RefundRequest;
    readonly answer: PaymentView;
  };
  /** How late a customer pays, on average and by days late */
  'GET /v1/customers/{id}/payment-behaviour': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      /** default: the customer’s */
      readonly currency?: string | undefined;
      /** id or number; may be left out while there is one */
      readonly seller?: string | undefined;
    };
    readonly answer: BehaviourView;
  };
  /** List entries in the order they were written */
  'GET /v1/ledger/entries': {
    readonly query?: {
      /** debit or credit */
      readonly account?: 'receivables' | 'unapplied_cash' | 'unidentified_cash' | 'bank' | 'sales' | 'credit_notes' | 'write_off' | 'opening_balance' | 'refunds' | 'clearing' | undefined;
      readonly kind?: 'invoice' | 'credit_note' | 'loaded' | 'payment' | 'identified' | 'applied' | 'unapplied' | 'credited' | 'written_off' | 'refunded' | 'reversed' | undefined;
      /** id or number */
      readonly customer?: string | undefined;
      readonly openItem?: string | undefined;
      readonly payment?: string | undefined;
      readonly currency?: string | undefined;
      readonly from?: string | undefined;
      readonly to?: string | undefined;
      readonly seller?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: EntryPage;
  };
  /** Balance of each account as of a date */
  'GET /v1/ledger/balances': {
    readonly query?: {
      /** default: everything posted */
      readonly asOf?: string | undefined;
      readonly currency?: string | undefined;
      /** id or number */
      readonly customer?: string | undefined;
      readonly seller?: string | undefined;
    };
    readonly answer: BalancesView;
  };
  /** Remind of all that is due for a level, or show what that would be */
  'POST /v1/reminder-runs': {
    readonly body: ReminderRunRequest;
    readonly answer: ReminderRunView;
  };
  /** List runs with their letters */
  'GET /v1/reminder-runs': {
    readonly query?: {
      readonly seller?: string | undefined;
      readonly asOf?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: ReminderRunPage;
  };
  /** One run and how far its e-mails got */
  'GET /v1/reminder-runs/{id}': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: ReminderRunView;
  };
  /** Send the e-mail of a letter again, within seconds */
  'POST /v1/reminder-letters/{id}/send': {
    readonly path: {
      readonly id: string;
    };
    readonly answer: LetterToSendView;
  };
  /** A customer's timeline: orders and what is about the customer alone, newest first */
  'GET /v1/customers/{id}/timeline': {
    readonly path: {
      readonly id: string;
    };
    readonly query?: {
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: CustomerTimelinePage;
  };
  /** Replay the log of all facts after a position */
  'GET /v1/events': {
    readonly query?: {
      /** facts of these types alone; repeated for each */
      readonly type?: readonly ('SellerRegistered' | 'SellerChanged' | 'CustomerRegistered' | 'CustomerChanged' | 'ProductRegistered' | 'ProductChanged' | 'OrderPlaced' | 'OrderChanged' | 'OrderCancelled' | 'HoldReleased' | 'HoldRejected' | 'OrderReleased' | 'CancelRequested' | 'CreditApproved' | 'CreditHeld' | 'CreditRejected' | 'CreditLimitChanged' | 'StockReserved' | 'StockBackordered' | 'ReservationReleased' | 'StockExpected' | 'StockReceived' | 'StockAdjusted' | 'CancelAccepted' | 'CancelRefused' | 'ShipmentPlanned' | 'Shipped' | 'ShipmentVoided' | 'Delivered' | 'Invoiced' | 'CreditNoted' | 'PaymentReceived' | 'PaymentIdentified' | 'PaymentApplied' | 'PaymentUnapplied' | 'PaymentReversed' | 'PaymentRefunded' | 'OpenItemLoaded' | 'CreditApplied' | 'OpenItemClosed' | 'OpenItemReopened' | 'ItemDisputed' | 'WrittenOff' | 'ReminderSent')[] | undefined;
      /** `next` so far, or a position */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: FactPageDto;
  };
  /** An order's whole story, from the facts of all services */
  'GET /v1/orders/{order}/timeline': {
    readonly path: {
      readonly order: string;
    };
    readonly answer: TimelineDto;
  };
  /** Cycle times, orders by state, holds, DSO in its variants, and cash */
  'GET /v1/kpis': {
    readonly query?: {
      /** first day; default: 89 days before the last */
      readonly from?: string | undefined;
      /** last day; default: today in the time zone of the seller */
      readonly to?: string | undefined;
      /** id or number; may be left out while there is one */
      readonly seller?: string | undefined;
      /** default: the only one, or the seller’s */
      readonly currency?: string | undefined;
    };
    readonly answer: KpisView;
  };
  /** The facts that a figure is made of, newest in the log first */
  'GET /v1/kpis/{name}/facts': {
    readonly path: {
      readonly name: string;
    };
    readonly query?: {
      /** first day; default: 89 days before the last */
      readonly from?: string | undefined;
      /** last day; default: today in the time zone of the seller */
      readonly to?: string | undefined;
      /** id or number; may be left out while there is one */
      readonly seller?: string | undefined;
      /** default: the only one, or the seller’s */
      readonly currency?: string | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: KpiFactPage;
  };
  /** Steps of orders, the transitions between them, times and value */
  'GET /v1/process-map': {
    readonly query?: {
      /** orders that began on this day (UTC) or at this instant, or later */
      readonly from?: string | undefined;
      /** orders that began up to the end of this day (UTC), or before this instant */
      readonly to?: string | undefined;
      /** id or number */
      readonly customer?: string | undefined;
      /** id or number */
      readonly seller?: string | undefined;
      /** orders of this product */
      readonly sku?: string | undefined;
    };
    readonly answer: ProcessMapView;
  };
  /** The orders behind a step or a transition of the map, slowest first */
  'GET /v1/process-map/orders': {
    readonly query?: {
      /** orders that began on this day (UTC) or at this instant, or later */
      readonly from?: string | undefined;
      /** orders that began up to the end of this day (UTC), or before this instant */
      readonly to?: string | undefined;
      /** id or number */
      readonly customer?: string | undefined;
      /** id or number */
      readonly seller?: string | undefined;
      /** orders of this product */
      readonly sku?: string | undefined;
      /** orders that took this step */
      readonly step?: 'SellerRegistered' | 'SellerChanged' | 'CustomerRegistered' | 'CustomerChanged' | 'ProductRegistered' | 'ProductChanged' | 'OrderPlaced' | 'OrderChanged' | 'OrderCancelled' | 'HoldReleased' | 'HoldRejected' | 'OrderReleased' | 'CancelRequested' | 'CreditApproved' | 'CreditHeld' | 'CreditRejected' | 'CreditLimitChanged' | 'StockReserved' | 'StockBackordered' | 'ReservationReleased' | 'StockExpected' | 'StockReceived' | 'StockAdjusted' | 'CancelAccepted' | 'CancelRefused' | 'ShipmentPlanned' | 'Shipped' | 'ShipmentVoided' | 'Delivered' | 'Invoiced' | 'CreditNoted' | 'PaymentReceived' | 'PaymentIdentified' | 'PaymentApplied' | 'PaymentUnapplied' | 'PaymentReversed' | 'PaymentRefunded' | 'OpenItemLoaded' | 'CreditApplied' | 'OpenItemClosed' | 'OpenItemReopened' | 'ItemDisputed' | 'WrittenOff' | 'ReminderSent' | undefined;
      /** with `step`: only those that are there now and are not over */
      readonly open?: boolean | undefined;
      /** orders that went from this step … */
      readonly fromStep?: 'SellerRegistered' | 'SellerChanged' | 'CustomerRegistered' | 'CustomerChanged' | 'ProductRegistered' | 'ProductChanged' | 'OrderPlaced' | 'OrderChanged' | 'OrderCancelled' | 'HoldReleased' | 'HoldRejected' | 'OrderReleased' | 'CancelRequested' | 'CreditApproved' | 'CreditHeld' | 'CreditRejected' | 'CreditLimitChanged' | 'StockReserved' | 'StockBackordered' | 'ReservationReleased' | 'StockExpected' | 'StockReceived' | 'StockAdjusted' | 'CancelAccepted' | 'CancelRefused' | 'ShipmentPlanned' | 'Shipped' | 'ShipmentVoided' | 'Delivered' | 'Invoiced' | 'CreditNoted' | 'PaymentReceived' | 'PaymentIdentified' | 'PaymentApplied' | 'PaymentUnapplied' | 'PaymentReversed' | 'PaymentRefunded' | 'OpenItemLoaded' | 'CreditApplied' | 'OpenItemClosed' | 'OpenItemReopened' | 'ItemDisputed' | 'WrittenOff' | 'ReminderSent' | undefined;
      /** … to this one */
      readonly toStep?: 'SellerRegistered' | 'SellerChanged' | 'CustomerRegistered' | 'CustomerChanged' | 'ProductRegistered' | 'ProductChanged' | 'OrderPlaced' | 'OrderChanged' | 'OrderCancelled' | 'HoldReleased' | 'HoldRejected' | 'OrderReleased' | 'CancelRequested' | 'CreditApproved' | 'CreditHeld' | 'CreditRejected' | 'CreditLimitChanged' | 'StockReserved' | 'StockBackordered' | 'ReservationReleased' | 'StockExpected' | 'StockReceived' | 'StockAdjusted' | 'CancelAccepted' | 'CancelRefused' | 'ShipmentPlanned' | 'Shipped' | 'ShipmentVoided' | 'Delivered' | 'Invoiced' | 'CreditNoted' | 'PaymentReceived' | 'PaymentIdentified' | 'PaymentApplied' | 'PaymentUnapplied' | 'PaymentReversed' | 'PaymentRefunded' | 'OpenItemLoaded' | 'CreditApplied' | 'OpenItemClosed' | 'OpenItemReopened' | 'ItemDisputed' | 'WrittenOff' | 'ReminderSent' | undefined;
      /** `next` so far */
      readonly after?: string | undefined;
      readonly limit?: number | undefined;
    };
    readonly answer: MapOrderPage;
  };
  /** Facts as they happen, as server-sent events */
  'GET /v1/stream': {
    readonly query?: {
      /** types of facts */
      readonly types?: string | undefined;
      /** facts that name this order: its id or number */
      readonly order?: string | undefined;
      /** begin after this position, where no Last-Event-ID is sent */
      readonly position?: number | undefined;
    };
    readonly answer: Blob;
  };
};
