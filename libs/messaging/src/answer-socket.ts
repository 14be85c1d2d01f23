import { Socket } from 'node:net';

/** Bytes of the length that stands before each answer. */
const HEAD_BYTES = 4;

/**
 * A connection to a broker on which only whole answers can be read. kafkajs keeps the half answer
 * of a connection that broke, takes the first bytes of the next connection for its rest, and from
 * then on understands no answer: its requests time out for ever.
 *
 * Source: Kafka protocol guide, "Common Request and Response Structure": a size of 32 bits, then as
 * many bytes.
 */
export class AnswerSocket extends Socket {
  private held: Buffer[] = [];
  private heldBytes = 0;
  /** With so many bytes held, one more answer is whole, or its size is known. */
  private needed = HEAD_BYTES;

  override push(piece: Buffer | null): boolean {
    if (piece === null) return super.push(null);
    this.held.push(piece);
    this.heldBytes += piece.length;
    if (this.heldBytes < this.needed) return true;
    const bytes = Buffer.concat(this.held);
    const whole = this.measure(bytes);
    this.held = [bytes.subarray(whole)];
    this.heldBytes = bytes.length - whole;
    return whole === 0 || super.push(bytes.subarray(0, whole));
  }

  /** Bytes of the answers that are whole; says what is needed for the next. */
  private measure(bytes: Buffer): number {
    let whole = 0;
    this.needed = HEAD_BYTES;
    while (whole + this.needed <= bytes.length) {
      const size = HEAD_BYTES + bytes.readUInt32BE(whole);
      if (whole + size > bytes.length) this.needed = size;
      else whole += size;
    }
    return whole;
  }
}
