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
  useEffect(() => {
    // Becomes the title of the PDF.
    const before = document.title;
    document.title = marks.title;
    return () => {
      document.title = before;
    };
  }, [marks.title]);
  useEffect(() => {
    let isGone = false;
    // Margin boxes use the bold cut even where the text does not.
    void Promise.all(
      ['400', '600', '700', 'italic 400'].map((cut) => document.fonts.load(`${cut} 10pt "Noto Sans"`)),
    ).then(() => {
      if (!isGone) onReady?.();
    });
    return () => {
      isGone = true;
    };
  }, [onReady]);
  const root = document.getElementById('print');
  return root && createPortal(children, root);
}
