/** The file's evidence beside the proposal: pick what carries the current criterion, by button or keyboard (F4). */
import {
  Check,
  Link2,
  Link2Off,
  Lock,
  PanelRightClose,
  PanelRightOpen,
  Search,
  SearchX,
  TriangleAlert,
} from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import type { CriterionView, EvidenceItem } from '#shared/contract/classifications';
import { EVIDENCE_KIND_LABELS } from '#shared/contract/classifications';
import { Badge, Button, EmptyState, IconButton, Segmented, StatementMark, TextField } from '../../ui';
import styles from './EvidencePanel.module.css';
import { EVIDENCE_ICONS, evidenceMeta } from './labels';

export interface EvidencePanelProps {
  items: readonly EvidenceItem[];
  /** How many records of the file carry no Kennzeichnung and cannot be used. */
  blocked: number;
  criteria: readonly CriterionView[];
  activeKey: string | null;
  /** Without it the panel is only read. */
  onToggle?: (evidenceId: string) => void;
  changedIds: readonly string[];
  /** Records entered after this instant are marked as new (last decision). */
  newSince: string | null;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Esc goes back to the criterion. */
  onLeave: () => void;
  headingRef: Ref<HTMLHeadingElement>;
}

type View = 'ALL' | 'LINKED';

export function EvidencePanel(props: EvidencePanelProps) {
  const { items, blocked, criteria, activeKey, onToggle, isOpen, onOpenChange, headingRef } = props;
  const [query, setQuery] = useState('');
  const [view, setView] = useState<View>(onToggle ? 'ALL' : 'LINKED');
  const active = criteria.find(({ key }) => key === activeKey) ?? null;
  const linkedBy = (id: string) => criteria.filter((criterion) => criterion.evidenceIds.includes(id));
  const shown = items.filter(
    (item) => matches(item, query) && (view === 'ALL' || linkedBy(item.id).length > 0),
  );
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another criterion moves the list, not each link
  useEffect(() => {
    list.current?.querySelector('[data-linked]')?.scrollIntoView({ block: 'nearest' });
  }, [activeKey]);
  if (!isOpen) {
    return (
      <aside className={styles.folded} aria-label="Belege der Akte">
        <IconButton
          size="sm"
          icon={PanelRightOpen}
          label="Belege ausklappen"
          onPress={() => onOpenChange(true)}
        />
      </aside>
    );
  }
  return (
    <aside
      className={styles.panel}
      aria-label="Belege der Akte"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) props.onLeave();
      }}
    >
      <div className={styles.head}>
        <div className={styles.headRow}>
          <h2 className={styles.title} tabIndex={-1} ref={headingRef}>
            Belege der Akte
          </h2>
          <IconButton
            size="sm"
            icon={PanelRightClose}
            label="Belege einklappen"
            onPress={() => onOpenChange(false)}
          />
        </div>
        <p className={styles.target}>
          {active ? (
            <>
              zum Kriterium <strong>{active.text}</strong>
            </>
          ) : onToggle ? (
            'Zuerst links Personenkreis und Kriterium wählen.'
          ) : (
            'Erkenntnisse und Straftaten, auf die sich der Vorschlag stützt.'
          )}
        </p>
        <div className={styles.tools}>
          <TextField
            label="Belege durchsuchen"
            hideLabel
            type="search"
            icon={Search}
            placeholder="Suchen"
            value={query}
            onChange={setQuery}
          />
          <Segmented<View>
            label="Anzeige der Belege"
            hideLabel
            value={view}
            onChange={(next) => next && setView(next)}
            segments={[
              { value: 'ALL', label: 'Alle' },
              { value: 'LINKED', label: 'Verknüpfte' },
            ]}
          />
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: read-only evidence scrolls by keyboard too */}
      <ul className={styles.list} aria-label="Belege" ref={list} tabIndex={0}>
        {shown.map((item) => (
          <EvidenceCard
            key={item.id}
            item={item}
            active={active}
            linkedBy={linkedBy(item.id)}
            isChanged={props.changedIds.includes(item.id)}
            isNew={props.newSince !== null && item.createdAt > props.newSince}
            onToggle={onToggle}
          />
        ))}
        {shown.length === 0 && (
          <li>
            <EmptyState
              isSmall
              icon={SearchX}
              title={items.length === 0 ? 'Noch keine Belege in der Akte' : 'Kein Beleg gefunden'}
            >
              {items.length === 0
                ? 'Erkenntnisse und Straftaten mit vollständiger Kennzeichnung erscheinen hier.'
                : 'Suche leeren oder „Alle“ wählen.'}
            </EmptyState>
          </li>
        )}
      </ul>
      {blocked > 0 && (
        <p className={styles.blocked}>
          <Lock aria-hidden size={14} />
          {blocked === 1 ? 'Ein Eintrag ist gesperrt' : `${blocked} Einträge sind gesperrt`}: Kennzeichnung
          fehlt (§ 22b Abs. 2 PolG NRW).
        </p>
      )}
    </aside>
  );
}

function matches(item: EvidenceItem, query: string): boolean {
  const text = `${item.title} ${item.excerpt} ${item.norm} ${item.date ?? ''}`.toLocaleLowerCase('de');
  return query
    .toLocaleLowerCase('de')
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function EvidenceCard({
  item,
  active,
  linkedBy,
  isChanged,
  isNew,
  onToggle,
}: {
  item: EvidenceItem;
  active: CriterionView | null;
  linkedBy: readonly CriterionView[];
  isChanged: boolean;
  isNew: boolean;
  onToggle: ((evidenceId: string) => void) | undefined;
}) {
  const Icon = EVIDENCE_ICONS[item.kind];
  const isLinked = active?.evidenceIds.includes(item.id) ?? false;
  const others = linkedBy.filter(({ key }) => key !== active?.key);
  return (
    <li className={styles.card} data-linked={isLinked || undefined} data-kind={item.kind}>
      <div className={styles.meta}>
        <Icon aria-hidden size={14} strokeWidth={1.75} />
        <span>{EVIDENCE_KIND_LABELS[item.kind]}</span>
        <span className={styles.metaText}>{evidenceMeta(item)}</span>
      </div>
      <h3 className={styles.name}>{item.title}</h3>
      {item.excerpt && <p className={styles.excerpt}>{item.excerpt}</p>}
      <div className={styles.marks}>
        <StatementMark kind={item.statementKind} />
        {item.outcome && (
          <Badge isPlain tone={item.storageReview ? 'due-soon' : 'neutral'}>
            {item.outcome}
            {item.storageReview && ': Speicherung prüfen'}
          </Badge>
        )}
        {isNew && <Badge tone="new">neu seit der letzten Entscheidung</Badge>}
        {isChanged && (
          <Badge tone="overdue" icon={TriangleAlert}>
            nach dem Vorlegen geändert
          </Badge>
        )}
      </div>
      {others.length > 0 && (
        <p className={styles.links}>belegt {others.map(({ text }) => `„${text}“`).join(', ')}</p>
      )}
      {onToggle && active && (
        <div className={styles.foot}>
          <Button
            size="sm"
            icon={isLinked ? Link2Off : Link2}
            aria-label={`${isLinked ? 'Lösen' : 'Verknüpfen'}: ${item.title}`}
            onPress={() => onToggle(item.id)}
          >
            {isLinked ? 'Lösen' : 'Verknüpfen'}
          </Button>
          {isLinked && (
            <span className={styles.linked}>
              <Check aria-hidden size={14} strokeWidth={2.5} />
              belegt dieses Kriterium
            </span>
          )}
        </div>
      )}
    </li>
  );
}
