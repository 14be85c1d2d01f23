export { type Bar, Paper, type Sheet, type Style } from './paper.js';
