import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '@o2c/runtime';
import { createTransport } from 'nodemailer';
import type { MailConfig } from './config.js';

/** One e-mail. `id` names it for good: a repeat has the same, so that a reader can tell. */
export type Mail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

/** Sends e-mail; throws when it cannot. */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<void>;
}

/** By SMTP where a server is configured, else as files in the folder `mail` of the data. */
export function mailerFor({ smtp, from, dataDir }: MailConfig): Mailer {
  return smtp === undefined
    ? new FolderMailer(join(dataDir, 'mail'), from)
    : new SmtpMailer(smtp, from);
}

class SmtpMailer extends Mailer {
  private readonly transport;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    this.transport = createTransport(url);
  }

  async send(mail: Mail): Promise<void> {
    await this.transport.sendMail(messageOf(mail, this.from));
  }
}

/** What would be sent, byte for byte, one `.eml` file per letter. */
class FolderMailer extends Mailer {
  private readonly transport = createTransport({ streamTransport: true, buffer: true });

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    const { message } = await this.transport.sendMail(messageOf(mail, this.from));
    await makeFolder(this.folder);
    const file = join(this.folder, `${mail.id}.eml`);
    await writeFile(`${file}.part`, message as Buffer);
    await rename(`${file}.part`, file);
  }
}

function messageOf({ id, to, subject, text }: Mail, from: string) {
  const domain = from.split('@').at(-1) ?? 'localhost';
  return { from, to, subject, text, messageId: `<${id}@${domain}>` };
}
