/**
 * Reads the Markdown that the manual is written in: headings, paragraphs, lists, tables, quotes, code, bold, emphasis
 * and links. Anything else, HTML above all, stays the text that it is: no markup can come out of it.
 */

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly to: string; readonly children: readonly Inline[] };

export type Block =
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3;
      readonly id: string;
      readonly children: readonly Inline[];
    }
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    };

const HEADING = /^(#{1,6})\s+(.+)$/u;
const FENCE = /^```/u;
const QUOTE = /^>\s?/u;
const ITEM = /^(?:[*-]|(\d+)\.)\s+/u;
const TABLE_RULE = /^\|[\s:|-]+\|\s*$/u;
/** A picture on a line of its own belongs to the printed manual; the program shows the screen itself. */
const PICTURE = /^!\[[^\]]*\]\([^)]*\)\s*$/u;

const isBlockStart = (line: string) =>
  line.trim() === '' ||
  [HEADING, FENCE, QUOTE, ITEM, PICTURE].some((start) => start.test(line)) ||
  line.startsWith('|');

export function parseMarkdown(text: string): Block[] {
  const lines = text.replace(/\r\n?/gu, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = blockAt(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

/** The block that begins at a line (null for a blank one) and the line after it. */
function blockAt(lines: readonly string[], at: number): [Block | null, number] {
  const line = lines[at] ?? '';
  if (line.trim() === '' || PICTURE.test(line)) return [null, at + 1];
  const heading = HEADING.exec(line);
  if (heading?.[1] && heading[2]) {
    const level = Math.min(heading[1].length, 3) as 1 | 2 | 3;
    return [{ kind: 'heading', level, id: slug(heading[2]), children: parseInline(heading[2]) }, at + 1];
  }
  if (FENCE.test(line)) {
    const end = nextIndex(lines, at + 1, (other) => FENCE.test(other));
    return [{ kind: 'code', text: lines.slice(at + 1, end).join('\n') }, end + 1];
  }
  if (QUOTE.test(line)) {
    const end = nextIndex(lines, at, (other) => !QUOTE.test(other));
    const inner = lines.slice(at, end).map((other) => other.replace(QUOTE, ''));
    return [{ kind: 'quote', children: parseMarkdown(inner.join('\n')) }, end];
  }
  if (line.startsWith('|') && TABLE_RULE.test(lines[at + 1] ?? '')) {
    const end = nextIndex(lines, at, (other) => !other.startsWith('|'));
    const rows = lines.slice(at + 2, end).map(cells);
    return [{ kind: 'table', head: cells(line), rows }, end];
  }
  if (ITEM.test(line)) return listAt(lines, at);
  const end = nextIndex(lines, at + 1, isBlockStart);
  return [{ kind: 'paragraph', children: parseInline(lines.slice(at, end).join(' ')) }, end];
}

/** Items of one kind; what is indented below an item belongs to it. */
function listAt(lines: readonly string[], at: number): [Block, number] {
  const isOrdered = /^\d/u.test(lines[at] ?? '');
  const items: Block[][] = [];
  let next = at;
  while (next < lines.length) {
    const marker = ITEM.exec(lines[next] ?? '');
    if (!marker || (marker[1] !== undefined) !== isOrdered) break;
    const inner = [(lines[next] ?? '').slice(marker[0].length)];
    next += 1;
    while (next < lines.length && belongsToItem(lines, next)) {
      inner.push((lines[next] ?? '').replace(/^ {1,3}/u, ''));
      next += 1;
    }
    items.push(parseMarkdown(inner.join('\n')));
    const after = nextIndex(lines, next, (other) => other.trim() !== '');
    if (ITEM.test(lines[after] ?? '')) next = after;
  }
  return [{ kind: 'list', isOrdered, items }, next];
}

function belongsToItem(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.trim() !== '') return /^\s{2,}/u.test(line) || !isBlockStart(line);
  return /^\s{2,}\S/u.test(lines[at + 1] ?? '');
}

function nextIndex(lines: readonly string[], from: number, isEnd: (line: string) => boolean): number {
  const found = lines.slice(from).findIndex(isEnd);
  return found === -1 ? lines.length : from + found;
}

function cells(line: string): Inline[][] {
  return line
    .trim()
    .replace(/^\||\|$/gu, '')
    .split(/(?<!\\)\|/u)
    .map((cell) => parseInline(cell.trim()));
}

const INLINE =
  /`(?<code>[^`]+)`|\*\*(?<strong>.+?)\*\*(?!\*)|\*(?<em>[^*\s](?:[^*]*[^*\s])?)\*|\[(?<label>[^\]]+)\]\((?<to>[^)\s]+)\)|\\(?<escaped>[\\`*_[\]|#@!>-])/gu;

export function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let last = 0;
  const plain = (value: string) => {
    const before = parts.at(-1);
    if (before?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: before.text + value };
    else if (value) parts.push({ kind: 'text', text: value });
  };
  for (const match of text.matchAll(INLINE)) {
    plain(text.slice(last, match.index));
    last = match.index + match[0].length;
    const { code, strong, em, label, to, escaped } = match.groups ?? {};
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', children: parseInline(strong) });
    else if (em !== undefined) parts.push({ kind: 'em', children: parseInline(em) });
    else if (label !== undefined && to !== undefined)
      parts.push({ kind: 'link', to, children: parseInline(label) });
    else plain(escaped ?? '');
  }
  plain(text.slice(last));
  return parts;
}

/** The words without their marks. */
export function plainText(parts: readonly Inline[]): string {
  return parts.map((part) => ('text' in part ? part.text : plainText(part.children))).join('');
}

/** Address of a heading: „Erster Start: Tresor anlegen“ → `erster-start-tresor-anlegen`. */
function slug(heading: string): string {
  return plainText(parseInline(heading))
    .toLocaleLowerCase('de')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '');
}
