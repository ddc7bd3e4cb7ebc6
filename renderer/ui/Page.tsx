import { ChevronDown, ChevronRight, type LucideIcon, PanelRightClose, PanelRightOpen } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Breadcrumb, Breadcrumbs, Link } from 'react-aria-components';
import { Count } from './Badge';
import { IconButton } from './Button';
import { cx } from './cx';
import styles from './Page.module.css';

export interface Crumb {
  label: string;
  to: string;
}

export interface PageHeaderProps {
  /** The way here, without the page itself. */
  breadcrumb?: readonly Crumb[];
  title: ReactNode;
  /** States behind the title (`Badge`). */
  badges?: ReactNode;
  /** Picture before the title (Lichtbild); the strip below then stands beside it. */
  media?: ReactNode;
  /** One line under the title. */
  subtitle?: ReactNode;
  /** The one obvious main action (`Button variant="primary"`). */
  action?: ReactNode;
  /** Few further actions, quiet or in a `MenuButton`. */
  moreActions?: ReactNode;
  /** Tabs, filters, strip below. */
  children?: ReactNode;
}

/** Head of every screen: breadcrumb, title (h1, gets the focus after navigation), one main action. */
export function PageHeader({
  breadcrumb = [],
  title,
  badges,
  media,
  subtitle,
  action,
  moreActions,
  children,
}: PageHeaderProps) {
  const actions = (
    <div className={styles.headActions}>
      {moreActions}
      {action}
    </div>
  );
  return (
    <header className={styles.header}>
      {breadcrumb.length > 0 && (
        <nav aria-label="Brotkrümel">
          <Breadcrumbs className={styles.crumbs}>
            {breadcrumb.map((crumb) => (
              <Breadcrumb key={crumb.to} className={styles.crumb}>
                <Link href={crumb.to}>{crumb.label}</Link>
                <ChevronRight aria-hidden size={14} />
              </Breadcrumb>
            ))}
          </Breadcrumbs>
        </nav>
      )}
      <div className={styles.headMain}>
        {media && <div className={styles.media}>{media}</div>}
        <div className={styles.headText}>
          <div className={cx(!!media && styles.headTop)}>
            <div className={styles.headText}>
              <div className={styles.titleRow}>
                <h1 className={styles.title} tabIndex={-1}>
                  {title}
                </h1>
                {badges && <div className={styles.badges}>{badges}</div>}
                {!media && actions}
              </div>
              {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
            </div>
            {media && actions}
          </div>
          {children && media && <div className={styles.headBeside}>{children}</div>}
        </div>
      </div>
      {children && !media && <div className={styles.headExtra}>{children}</div>}
    </header>
  );
}

export interface PageProps {
  header: ReactNode;
  /** Left column inside the page (`SectionNav`, list). */
  nav?: ReactNode;
  /** Right column (`ContextPanel`). */
  context?: ReactNode;
  /** `wide` for tables that use the whole room and scroll themselves; default text page. */
  layout?: 'text' | 'wide';
  /** Names a content that is only read and may hold nothing to tab to: it takes the focus itself, so that keys scroll it. */
  readingLabel?: string;
  children: ReactNode;
}

/** Frame of a screen: header above; list, content and context side by side, each with its own scroll. */
export function Page({ header, nav, context, layout = 'text', readingLabel, children }: PageProps) {
  return (
    <div className={styles.page}>
      {header}
      <div className={styles.columns}>
        {nav && <div className={styles.nav}>{nav}</div>}
        <div
          className={cx(styles.content, layout === 'wide' && styles.wide)}
          {...(readingLabel !== undefined && {
            role: 'region',
            'aria-label': readingLabel,
            tabIndex: 0,
          })}
        >
          {children}
        </div>
        {context}
      </div>
    </div>
  );
}

export interface PanelProps {
  title?: string;
  /** h2 (default) or h3 inside another section. */
  level?: 2 | 3;
  icon?: LucideIcon;
  count?: number;
  actions?: ReactNode;
  /** Content touches the edge (tables, lists). */
  isFlush?: boolean;
  /** Can be folded; starts open unless `startsFolded`. */
  isFoldable?: boolean;
  startsFolded?: boolean;
  children: ReactNode;
}

/** A bordered group with a heading. Groups by meaning; never a panel inside a panel. */
export function Panel({
  title,
  level = 2,
  icon: Icon,
  count,
  actions,
  isFlush,
  isFoldable,
  startsFolded = false,
  children,
}: PanelProps) {
  const [isFolded, setFolded] = useState(startsFolded);
  const bodyId = useId();
  const headingId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={styles.panel} aria-labelledby={title ? headingId : undefined}>
      {title && (
        <div className={styles.panelHead}>
          {isFoldable && (
            <IconButton
              size="sm"
              icon={isFolded ? ChevronRight : ChevronDown}
              label={isFolded ? `${title} aufklappen` : `${title} zuklappen`}
              aria-expanded={!isFolded}
              aria-controls={bodyId}
              onPress={() => setFolded(!isFolded)}
            />
          )}
          {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} className={styles.panelIcon} />}
          <Heading className={styles.panelTitle} id={headingId}>
            {title}
          </Heading>
          {count !== undefined && <Count value={count} showZero />}
          {actions && <div className={styles.panelActions}>{actions}</div>}
        </div>
      )}
      <div
        id={bodyId}
        className={cx(styles.panelBody, isFlush && styles.flush)}
        hidden={isFoldable && isFolded}
      >
        {children}
      </div>
    </section>
  );
}

export interface ContextPanelProps {
  title: string;
  children: ReactNode;
  /** Kept by the caller so that it survives navigation (session store `panels`). */
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** The right column: history, evidence, deadlines. Folds to a narrow strip. */
export function ContextPanel({ title, children, isOpen, onToggle }: ContextPanelProps) {
  return (
    <aside className={cx(styles.context, !isOpen && styles.contextFolded)} aria-label={title}>
      <div className={styles.contextHead}>
        {isOpen && <h2 className={styles.contextTitle}>{title}</h2>}
        <IconButton
          size="sm"
          icon={isOpen ? PanelRightClose : PanelRightOpen}
          label={isOpen ? `${title} einklappen` : `${title} ausklappen`}
          aria-expanded={isOpen}
          onPress={() => onToggle(!isOpen)}
        />
      </div>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
        <div className={styles.contextBody} tabIndex={0}>
          {children}
        </div>
      )}
    </aside>
  );
}

/** A line of controls above a table or list (filters left, views right). */
export function Toolbar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className={styles.toolbar}>
      {children}
      {end && <div className={styles.toolbarEnd}>{end}</div>}
    </div>
  );
}

/** Vertical rhythm between the parts of a text page. */
export function Stack({ gap = 'md', children }: { gap?: 'sm' | 'md' | 'lg'; children: ReactNode }) {
  return (
    <div className={styles.stack} data-gap={gap}>
      {children}
    </div>
  );
}

/** Side by side with room, one below the other without. Each child is a column, usually a `Stack` of panels. */
export function Columns({
  ratio = '1:1',
  children,
}: {
  ratio?: '1:1' | '2:1' | '1:1:1';
  children: ReactNode;
}) {
  return (
    <div className={styles.columnsGrid} data-ratio={ratio}>
      {children}
    </div>
  );
}
