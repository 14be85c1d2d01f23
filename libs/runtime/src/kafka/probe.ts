import { connect } from 'node:net';

/**
 * Whether a broker on this port lists itself as ready. An open port is not enough: a broker serves
 * once its controller has let it in. Asked in Kafka's own words: only messaging has a client.
 */
export function brokerAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(METADATA_REQUEST));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', (answer) => {
      resolve(brokersIn(answer) > 0);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

/** Size, api key 3 (Metadata), version 1, correlation id 0, no client id, no topics. */
const METADATA_REQUEST = Buffer.from(
  '0000000e 0003 0001 00000000 ffff 00000000'.replaceAll(' ', ''),
  'hex',
);

/** The answer starts with its size, the correlation id and the number of brokers. */
function brokersIn(answer: Buffer): number {
  return answer.length >= 12 ? answer.readInt32BE(8) : 0;
}
