/** The manual inside the program (F1): chapters on the left, the chosen one beside them. */
import { ChevronLeft, ChevronRight, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-aria-components';
import { useParams, useSearchParams } from 'react-router';
import { ButtonLink, Page, PageHeader, TextField } from '../../ui';
import { type Chapter, chapters, findChapters } from './chapters';
import styles from './HelpPage.module.css';
import { Manual } from './Manual';

const addressOf = ({ key }: Chapter) => (key === '' ? '/hilfe' : `/hilfe/${key}`);

export function HelpPage() {
  const { chapter: key = '' } = useParams();
  // A screen whose chapter is not written yet opens the overview.
  const chapter = chapters.find((other) => other.key === key) ?? chapters[0];
  const [search] = useSearchParams();
  const section = search.get('abschnitt');
  useEffect(() => {
    if (!section || !chapter) return;
    const heading = document.getElementById(section);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  }, [section, chapter]);
  const read = useRef(chapter);
  useEffect(() => {
    // From the list of chapters into the chosen one: whoever opens it wants to read it.
    if (read.current !== chapter && !section) document.querySelector<HTMLElement>('main h1')?.focus();
    read.current = chapter;
  }, [chapter, section]);
  if (!chapter) return null;
  const at = chapters.indexOf(chapter);
  const before = chapters[at - 1];
  const after = chapters[at + 1];
  return (
    <Page
      header={
        <PageHeader
          title={chapter.title}
          {...(chapter.key !== '' && { breadcrumb: [{ label: 'Handbuch', to: '/hilfe' }] })}
        />
      }
      nav={<Contents current={chapter} />}
    >
      <article className={styles.chapter} aria-label={chapter.title} key={chapter.key}>
        <Manual blocks={chapter.blocks} />
        <nav className={styles.turn} aria-label="Kapitel blättern">
          {before && (
            <ButtonLink variant="quiet" icon={ChevronLeft} to={addressOf(before)}>
              {before.title}
            </ButtonLink>
          )}
          {after && (
            <ButtonLink variant="quiet" icon={ChevronRight} to={addressOf(after)}>
              {after.title}
            </ButtonLink>
          )}
        </nav>
      </article>
    </Page>
  );
}

function Contents({ current }: { current: Chapter }) {
  const [text, setText] = useState('');
  const found = text.trim() ? findChapters(text) : chapters;
  return (
    <nav aria-label="Kapitel" className={styles.contents}>
      <TextField
        label="Im Handbuch suchen"
        hideLabel
        type="search"
        icon={Search}
        placeholder="Suchen"
        value={text}
        onChange={setText}
      />
      <ul>
        {found.map((chapter) => (
          <li key={chapter.key}>
            <Link
              href={addressOf(chapter)}
              className={styles.entry}
              aria-current={chapter === current ? 'page' : undefined}
            >
              {chapter.key === '' ? 'Überblick' : chapter.title}
            </Link>
            {chapter === current && chapter.sections.length > 0 && (
              <ul className={styles.sections}>
                {chapter.sections.map(({ id, title }) => (
                  <li key={id}>
                    <Link href={`${addressOf(chapter)}?abschnitt=${id}`} className={styles.section}>
                      {title}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.none} role="status">
        {found.length === 0 && 'Kein Kapitel enthält diese Wörter.'}
      </p>
    </nav>
  );
}
