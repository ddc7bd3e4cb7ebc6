/** The manual: the same files that docs/handbuch holds for reading on paper. README.md is the overview and the order. */
import { type Block, parseMarkdown, plainText } from './markdown';

const files = import.meta.glob<string>('../../../docs/handbuch/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const OVERVIEW = 'README';

export interface Chapter {
  /** Last part of the address; the `help` of a route names it. Empty for the overview. */
  readonly key: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Headings of the second level, to jump to. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly text: string;
}

function chapterOf(path: string, text: string): Chapter {
  const name = path.slice(path.lastIndexOf('/') + 1, -'.md'.length);
  const blocks = parseMarkdown(text);
  const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block] : []));
  const first = headings.find(({ level }) => level === 1);
  return {
    key: name === OVERVIEW ? '' : name,
    title: first ? plainText(first.children) : name,
    blocks: blocks.filter((block) => block !== first),
    sections: headings
      .filter(({ level }) => level === 2)
      .map(({ id, children }) => ({ id, title: plainText(children) })),
    text,
  };
}

/** In the order in which the overview links to them; what it does not name comes last. */
function inOrder(all: readonly Chapter[]): Chapter[] {
  const overview = all.find(({ key }) => key === '')?.text ?? '';
  const place = ({ key }: Chapter) => {
    if (key === '') return -1;
    const at = overview.indexOf(`](${key}.md)`);
    return at === -1 ? overview.length : at;
  };
  return [...all].sort((a, b) => place(a) - place(b) || a.key.localeCompare(b.key));
}

export const chapters: readonly Chapter[] = inOrder(
  Object.entries(files).map(([path, text]) => chapterOf(path, text)),
);

/** Chapters that hold every word of the text, the best first: in the title, then in a heading, then anywhere. */
export function findChapters(text: string): readonly Chapter[] {
  const lower = (value: string) => value.toLocaleLowerCase('de');
  const words = lower(text).split(/\s+/u).filter(Boolean);
  const holds = (value: string) => words.every((word) => lower(value).includes(word));
  const rank = (chapter: Chapter) =>
    holds(chapter.title) ? 0 : chapter.sections.some(({ title }) => holds(title)) ? 1 : 2;
  return chapters.filter((chapter) => holds(chapter.text)).sort((a, b) => rank(a) - rank(b));
}
