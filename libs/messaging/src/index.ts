export { fromListText, listText } from './array-text.js';
export * from './aggregate.js';
export * from './audit.js';
export * from './bus.js';
export {
  armCrashes,
  asCrashPlans,
  CRASH_POINTS,
  type CrashPlan,
  type CrashPoint,
} from './crash-points.js';
export * from './database.js';
export * from './execute.js';
export * from './filtered.js';
export * from './handlers.js';
export * from './in-process-bus.js';
export { answerWork, type KeptWork } from './kept-work.js';
export { decode, encode } from './kafka-record.js';
export * from './operations.controller.js';
export type { ParkedFact } from './parked-desk.js';
export type { ParkedNote } from './parked-work.js';
export * from './platform.js';
export { ServiceHost, type Heads } from './service-host.js';
export * from './service-module.js';
export * from './tx.js';
export * from './writes.js';
export { KafkaBus, type KafkaOptions } from './kafka-bus.js';
export {
  kafkaPlatform,
  moduleOn,
  runService,
  serviceSettings,
  type ServiceSettings,
} from './run-service.js';
