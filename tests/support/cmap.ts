/** Which characters a TrueType font has a glyph for: its `cmap` table, formats 4 and 12. Enough for whole Unicode fonts. */

export function glyphOf(font: Buffer): (codePoint: number) => number {
  const cmap = tableAt(font, 'cmap');
  const offsets = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, at) => {
    const record = cmap + 4 + at * 8;
    return { platform: font.readUInt16BE(record), at: cmap + font.readUInt32BE(record + 4) };
  }).filter(({ platform }) => platform === 0 || platform === 3);
  const full = offsets.find(({ at }) => font.readUInt16BE(at) === 12);
  if (full) return format12(font, full.at);
  const basic = offsets.find(({ at }) => font.readUInt16BE(at) === 4);
  if (basic) return format4(font, basic.at);
  throw new Error('the font has no Unicode character table');
}

function tableAt(font: Buffer, wanted: string): number {
  for (let at = 0; at < font.readUInt16BE(4); at += 1) {
    const record = 12 + at * 16;
    if (font.toString('latin1', record, record + 4) === wanted) return font.readUInt32BE(record + 8);
  }
  throw new Error(`the font has no table ${wanted}`);
}

function format12(font: Buffer, at: number): (codePoint: number) => number {
  return (codePoint) => {
    for (let group = 0; group < font.readUInt32BE(at + 12); group += 1) {
      const record = at + 16 + group * 12;
      const first = font.readUInt32BE(record);
      if (codePoint >= first && codePoint <= font.readUInt32BE(record + 4))
        return font.readUInt32BE(record + 8) + codePoint - first;
    }
    return 0;
  };
}

function format4(font: Buffer, at: number): (codePoint: number) => number {
  const segments = font.readUInt16BE(at + 6) / 2;
  const part = (index: number) => at + 14 + index * segments * 2 + (index > 0 ? 2 : 0);
  return (codePoint) => {
    for (let segment = 0; segment < segments; segment += 1) {
      const read = (index: number) => font.readUInt16BE(part(index) + segment * 2);
      const [end, start, delta, rangeOffset] = [read(0), read(1), read(2), read(3)];
      if (codePoint > end) continue;
      if (codePoint < start) return 0;
      if (rangeOffset === 0) return (codePoint + delta) % 0x10000;
      const glyph = font.readUInt16BE(part(3) + segment * 2 + rangeOffset + (codePoint - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) % 0x10000;
    }
    return 0;
  };
}
