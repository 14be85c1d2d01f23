import { AnswerSocket } from './answer-socket.js';

const answer = (text: string): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(text.length);
  return Buffer.concat([head, Buffer.from(text)]);
};

/** What is read of a connection on which these pieces arrive. */
function readOf(pieces: readonly Buffer[]): readonly string[] {
  const socket = new AnswerSocket();
  const read: string[] = [];
  // What is read at once comes as one, whatever it came in.
  for (const piece of pieces) {
    socket.push(piece);
    read.push(String(socket.read() ?? ''));
  }
  socket.destroy();
  return read;
}

describe('A connection to a broker', () => {
  const [one, two, none] = [answer('one'), answer('second'), answer('')];

  it('hands over a whole answer at once', () => {
    expect(readOf([one])).toEqual([String(one)]);
  });

  it('holds an answer back until it is whole, wherever it was cut', () => {
    for (let cut = 1; cut < one.length; cut++) {
      expect(readOf([one.subarray(0, cut), one.subarray(cut)])).toEqual(['', String(one)]);
    }
  });

  it('hands over what is whole and holds the begun one back', () => {
    const pieces = [Buffer.concat([one, none, two.subarray(0, 7)]), two.subarray(7)];
    expect(readOf(pieces)).toEqual([String(Buffer.concat([one, none])), String(two)]);
  });

  it('comes through byte by byte', () => {
    const bytes = Buffer.concat([one, none, two]);
    const read = readOf([...bytes].map((byte) => Buffer.of(byte)));
    expect(read.filter((text) => text !== '')).toEqual([one, none, two].map(String));
  });
});
