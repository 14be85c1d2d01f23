import { createServer, type Server } from 'node:net';
import { mailerFor } from './mailer.js';

/** As much of a mail server as a letter needs: greets, says yes to everything, keeps the data. */
function mailServer(received: string[]): Server {
  return createServer((socket) => {
    let isData = false;
    socket.write('220 ready\r\n');
    socket.on('data', (bytes) => {
      const text = bytes.toString();
      received.push(text);
      if (isData) {
        isData = !text.endsWith('\r\n.\r\n');
        if (!isData) socket.write('250 kept\r\n');
      } else if (text.startsWith('DATA')) {
        isData = true;
        socket.write('354 go on\r\n');
      } else {
        socket.write(text.startsWith('QUIT') ? '221 bye\r\n' : '250 yes\r\n');
      }
    });
  });
}

describe('A letter', () => {
  const mail = { id: 'L1', to: 'ap@acme.example', subject: 'Payment reminder', text: 'INV-1' };

  it('goes to the mail server that is configured, under an id that a repeat keeps', async () => {
    const received: string[] = [];
    const server = mailServer(received);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const smtp = `smtp://127.0.0.1:${port}`;
    await mailerFor({ smtp, from: 'ar@muster.example', dataDir: '' }).send(mail);
    server.close();
    const all = received.join('');
    expect(all).toContain('RCPT TO:<ap@acme.example>');
    expect(all).toContain('Subject: Payment reminder');
    expect(all).toContain('Message-ID: <L1@muster.example>');
    expect(all).toContain('INV-1');
  });

  it('is refused when the server cannot be reached', async () => {
    const config = { smtp: 'smtp://127.0.0.1:1', from: 'ar@muster.example', dataDir: '' };
    await expect(mailerFor(config).send(mail)).rejects.toThrow('ECONNREFUSED');
  });
});
