import { Injectable } from '@nestjs/common';
import { Database, Every } from '@o2c/messaging';
import { letterText } from './letter-text.js';
import { type LetterToSend, noteLetters, type SendResult, takeLetters } from './letter.store.js';
import { Mailer } from './mailer.js';

const AT_ONCE = 20;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Sends the letters that reminder runs left, after their commit; what fails is tried again. */
@Injectable()
export class ReminderLettersJob {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
  ) {}

  @Every(5, 'reminder letters')
  async send(asOf: Date): Promise<void> {
    for (;;) {
      const letters = await takeLetters(this.database, asOf, AT_ONCE);
      if (letters.length === 0) return;
      const results: SendResult[] = [];
      for (const letter of letters) results.push(await this.sendOne(letter, asOf));
      await noteLetters(this.database, asOf, results);
    }
  }

  private async sendOne(letter: LetterToSend, asOf: Date): Promise<SendResult> {
    const { id, email, attempts } = letter;
    if (email === null) {
      const error = 'the customer has no e-mail address';
      return { id, state: 'no_address', error, nextTry: after(asOf, DAY) };
    }
    try {
      await this.mailer.send({ id, to: email, ...letterText(letter) });
      return { id, state: 'sent', error: null, nextTry: asOf };
    } catch (error) {
      const nextTry = after(asOf, Math.min(MINUTE * 2 ** attempts, DAY));
      return { id, state: 'failed', error: String(error), nextTry };
    }
  }
}

function after(asOf: Date, milliseconds: number): Date {
  return new Date(asOf.getTime() + milliseconds);
}
