import { type ReactNode, useEffect } from 'react';
import { createPortal } from 'react-dom';
import { type PageMarks, pageSheet } from './marks';

export interface PrintFrameProps {
  marks: PageMarks;
  children: ReactNode;
  /** Called once the document stands and its fonts are loaded: now it may be printed. */
  onReady?: () => void;
}

/**
 * Puts a document where only the printer sees it: the application is hidden in print, the document on the screen.
 * Headings h1–h3 become the bookmarks of the PDF. One frame at a time.
 */
export function PrintFrame({ marks, children, onReady }: PrintFrameProps) {
  const sheetText = pageSheet(marks);
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(sheetText);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [sheetText]);
  const { title } = marks;
  useEffect(() => {
    let isGone = false;
    const before = document.title;
    // Margin boxes use the bold cut even where the text does not.
    const cuts = ['400', '600', '700', 'italic 400'];
    const fonts = cuts.map((cut) => document.fonts.load(`${cut} 10pt "Noto Sans"`));
    // A picture that cannot be decoded must not keep the document from being printed.
    const pictures = [...(document.getElementById('print')?.querySelectorAll('img') ?? [])].map((image) =>
      image.decode().catch(() => undefined),
    );
    void Promise.all<unknown>([...fonts, ...pictures]).then(() => {
      if (isGone) return;
      // Becomes the title of the PDF; set last, after the shell has set the window's.
      document.title = title;
      onReady?.();
    });
    return () => {
      isGone = true;
      document.title = before;
    };
  }, [onReady, title]);
  const root = document.getElementById('print');
  return root && createPortal(children, root);
}
