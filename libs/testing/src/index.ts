export * from './chance.js';
export * from './eventually.js';
export * from './night.js';
export { type Scan, scansOf } from './plans.js';
export * from './start-service.js';
export * from './stored.js';
export * from './tell.js';
export * from './test-bus.js';
export * from './test-server.js';
