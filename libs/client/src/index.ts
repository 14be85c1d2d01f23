export { type Answer, Client, type ClientOptions, type Query } from './client.js';
export { eachOf } from './each-of.js';
export { pause } from './patience.js';
export { type Fault, Problem, type ProblemDocument } from './problem.js';
export type * from './shapes.js';
