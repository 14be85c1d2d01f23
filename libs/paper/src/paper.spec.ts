import { Paper } from './index.js';

const sheet = { title: 'Invoice', author: 'Muster', createdAt: '2026-03-02T10:00:00.000Z' };

function written(text: string): Promise<Buffer> {
  const paper = new Paper({ ...sheet, keepsPages: true });
  const height = paper.write(text, 57, 57, 100);
  paper.rule(57, 60 + height, 100);
  paper.newPage();
  paper.stroke(57, 157, 57, 1);
  paper.onEachPage((page, pages) => paper.write(`Page ${page} of ${pages}`, 57, 800, 100));
  return paper.bytes();
}

describe('A paper', () => {
  test('with the same writing on it has the same bytes, with another it has others', async () => {
    const [first, second, other] = await Promise.all(['Ω Жук', 'Ω Жук', 'beetle'].map(written));
    expect(first).toEqual(second);
    expect(first).not.toEqual(other);
    expect(first?.toString('latin1').match(/\/Type \/Page\n/g)).toHaveLength(2);
  });

  test('knows how high a text is before it is written, and cuts what has no room', () => {
    const paper = new Paper(sheet);
    const text = 'Hex bolt M8, zinc plated, DIN 933';
    expect(paper.heightOf(text, 60)).toBeCloseTo(paper.write(text, 57, 57, 60), 6);
    const line = paper.write('Hex', 57, 200, 60);
    expect(paper.write(text, 57, 300, 60, { lines: 1 })).toBeCloseTo(line, 6);
  });
});
