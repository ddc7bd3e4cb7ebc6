/**
 * The entry line of the minutes: one line in, structure out. What was understood stands under the line while it is
 * typed; what is unclear is asked, never guessed (F43).
 */
import { CircleAlert, CornerDownLeft } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useForm } from 'react-hook-form';
import type { AgendaItem, Conference } from '#shared/contract/conferences';
import { CONTRIBUTION_USE_LABELS, type ContributionUse } from '#shared/domain/conference';
import { type LineToken, type MinutesLine, parseMinutesLine } from '#shared/domain/minutes-line';
import { RESOLUTION_KIND_LABELS } from '#shared/domain/resolution';
import type { StatementKind } from '#shared/domain/statement';
import { AppError } from '../../app/client';
import { useDraft } from '../../app/drafts';
import { useCommand } from '../../app/queries';
import { Badge, Button, optionsOf, Segmented, Select } from '../../ui';
import styles from './EntryLine.module.css';
import {
  type CatalogueMeasure,
  lineContext,
  type Suggestion,
  suggestionsFor,
  wordAt,
} from './line-suggestions';
import type { ResolutionValues } from './ResolutionDialog';

export interface EntryLineProps {
  conference: Conference;
  item: AgendaItem;
  measures: readonly CatalogueMeasure[];
  /** The line belonged to this point: the view follows it. */
  onSaved: (itemId: string) => void;
  /** A Beschluss that lacks something: the form takes it over. Resolves to true once it is saved. */
  onIncomplete: (itemId: string, values: ResolutionValues) => Promise<boolean>;
}

export function EntryLine({ conference, item, measures, onSaved, onIncomplete }: EntryLineProps) {
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const form = useForm({ defaultValues: { line: '' } });
  const draft = useDraft(`conferences.line:${conference.id}`, form);
  const line = form.watch('line');
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(-1);
  const [isClosed, setClosed] = useState(false);
  const [kind, setKind] = useState<StatementKind>('TATSACHE');
  const [use, setUse] = useState<ContributionUse>('PROTOKOLL');
  const [problem, setProblem] = useState<string>();
  const contribute = useCommand('conferences.addContribution');
  const resolve = useCommand('conferences.addResolution', {
    invalidates: ['conferences', 'measures', 'start'],
  });

  // The minutes are opened to write: the caret waits in the line.
  useEffect(() => input.current?.focus(), []);

  const context = lineContext(conference, measures);
  const parsed = parseMinutesLine(line, context);
  const word = wordAt(line, caret);
  const suggestions = word && !isClosed ? suggestionsFor(word, conference, item.id, measures) : [];
  const isOpen = suggestions.length > 0;

  function change(text: string, at: number) {
    form.setValue('line', text, { shouldDirty: true });
    setCaret(at);
    setActive(-1);
    setClosed(false);
    setProblem(undefined);
  }
  function complete(suggestion: Suggestion) {
    if (!word) return;
    const before = line.slice(0, word.start) + suggestion.typed;
    const after = line.slice(caret).replace(/^\s*/, '');
    // At once, not with the next picture: the next key may come before it, and its letter would jump behind the rest.
    flushSync(() => {
      change(`${before} ${after}`, before.length + 1);
      setClosed(true);
    });
    input.current?.setSelectionRange(before.length + 1, before.length + 1);
  }
  async function done(itemId: string) {
    form.reset({ line: '' });
    setCaret(0);
    await draft.discard();
    onSaved(itemId);
  }

  async function submit() {
    if (parsed.type === 'EMPTY' || contribute.isPending || resolve.isPending) return;
    const [first] = parsed.problems;
    if (first) return setProblem(first.message);
    const itemId = parsed.itemId ?? item.id;
    try {
      if (parsed.type === 'RESOLUTION') {
        const values = resolutionOf(parsed, measures);
        if (values.kind === null || lacks(values)) {
          if (await onIncomplete(itemId, values)) await done(itemId);
          return;
        }
        await resolve.mutateAsync({ ...values, kind: values.kind, conferenceId: conference.id, itemId });
      } else {
        if (parsed.agencyId === null)
          return setProblem('Wer trägt das bei? Bitte die Behörde mit @ angeben.');
        await contribute.mutateAsync({
          conferenceId: conference.id,
          itemId,
          agencyId: parsed.agencyId,
          body: parsed.text,
          statementKind: parsed.statementKind ?? kind,
          usability: parsed.usability ?? use,
        });
      }
      await done(itemId);
    } catch (error) {
      setProblem(error instanceof AppError ? error.message : 'Unerwarteter Fehler. Bitte erneut versuchen.');
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && !event.altKey) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + suggestions.length) % suggestions.length);
    } else if (isOpen && event.key === 'Tab' && !event.shiftKey) {
      const chosen = suggestions[Math.max(0, active)];
      if (chosen) complete(chosen);
    } else if (event.key === 'Enter') {
      const chosen = isOpen ? suggestions[active] : undefined;
      if (chosen) complete(chosen);
      else void submit();
    } else if (event.key === 'Escape' && isOpen) setClosed(true);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles.entry}>
      <div className={styles.bar}>
        <div className={styles.field}>
          <label htmlFor={`${listId}-input`} className="visually-hidden">
            Zeile für das Protokoll, TOP {item.position}
          </label>
          <input
            ref={input}
            id={`${listId}-input`}
            className={styles.input}
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
            aria-describedby={`${listId}-meaning`}
            autoComplete="off"
            spellCheck={false}
            maxLength={2000}
            placeholder="@Behörde Beitrag – oder !prüfauftrag … bis 30.11."
            value={line}
            onChange={(event) => change(event.target.value, event.target.selectionStart ?? 0)}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
            onKeyDown={onKeyDown}
            onBlur={() => setClosed(true)}
          />
          <ul
            id={listId}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: popup of the combobox (ARIA 1.2)
            role="listbox"
            aria-label="Vorschläge"
            className={styles.suggestions}
            hidden={!isOpen}
          >
            {suggestions.map((suggestion, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox are reached by aria-activedescendant
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the input
              <li
                key={suggestion.typed}
                id={`${listId}-${index}`}
                // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: see above
                role="option"
                aria-selected={index === active}
                className={styles.suggestion}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => complete(suggestion)}
              >
                <span>{suggestion.label}</span>
                {suggestion.note && <span className={styles.suggestionNote}>{suggestion.note}</span>}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div className={styles.below}>
        <div id={`${listId}-meaning`} className={styles.meaning} aria-live="polite">
          <Meaning line={line} parsed={parsed} conference={conference} problem={problem} />
        </div>
        <div className={styles.controls}>
          {parsed.type !== 'RESOLUTION' && (
            <div className={styles.defaults}>
              <Segmented
                label="Aussageart des Beitrags"
                hideLabel
                value={parsed.statementKind ?? kind}
                onChange={(value) => value && setKind(value)}
                segments={[
                  { value: 'TATSACHE', label: 'Tatsache' },
                  { value: 'BEWERTUNG', label: 'Bewertung' },
                ]}
              />
              <Select
                label="Verwendbarkeit des Beitrags"
                hideLabel
                value={parsed.usability ?? use}
                onChange={(value) => value && setUse(value)}
                options={optionsOf(CONTRIBUTION_USE_LABELS)}
              />
            </div>
          )}
          <Button
            variant="primary"
            icon={CornerDownLeft}
            isPending={contribute.isPending || resolve.isPending}
            onPress={() => void submit()}
          >
            Übernehmen
          </Button>
        </div>
      </div>
    </div>
  );
}

function Meaning({
  line,
  parsed,
  conference,
  problem,
}: {
  line: string;
  parsed: MinutesLine;
  conference: Conference;
  problem: string | undefined;
}) {
  const unclear = problem ?? parsed.problems.find((entry) => entry.candidates.length > 1)?.message;
  if (unclear)
    return (
      <span className={styles.problem}>
        <CircleAlert aria-hidden size={14} />
        {unclear}
      </span>
    );
  if (parsed.type === 'EMPTY')
    return (
      <span className={styles.hint}>
        <kbd>@</kbd> Behörde <kbd>#</kbd> TOP <kbd>!</kbd> Beschluss <kbd>bis</kbd> Frist
      </span>
    );
  const kind = parsed.resolutionKind && RESOLUTION_KIND_LABELS[parsed.resolutionKind];
  return (
    <>
      <strong>{parsed.type === 'RESOLUTION' ? (kind ?? 'Beschluss') : 'Beitrag'}</strong>
      {parsed.tokens
        .filter((token) => token.field !== 'kind')
        .map((token) => (
          <Chip key={token.start} token={token} line={line} conference={conference} parsed={parsed} />
        ))}
    </>
  );
}

const TOKEN_WORDS: Readonly<Partial<Record<LineToken['field'], string>>> = {
  due: 'Frist',
  measure: 'Katalog',
};

function Chip({
  token,
  line,
  conference,
  parsed,
}: {
  token: LineToken;
  line: string;
  conference: Conference;
  parsed: MinutesLine;
}) {
  if (token.meaning === null) return <Badge tone="due-soon">{line.slice(token.start, token.end)}?</Badge>;
  const item = token.field === 'item' && conference.items.find((entry) => entry.id === parsed.itemId);
  const word = item ? `TOP ${item.position}` : TOKEN_WORDS[token.field];
  return (
    <Badge tone="accent" icon={null}>
      {[word, token.meaning].filter(Boolean).join(' ')}
    </Badge>
  );
}

/** What the line says; what it leaves out the catalogue fills where there is only one answer. */
function resolutionOf(parsed: MinutesLine, measures: readonly CatalogueMeasure[]): ResolutionValues {
  const measure = measures.find((entry) => entry.code === parsed.measureCode);
  const isNothing = parsed.resolutionKind === 'KEIN_HANDLUNGSBEDARF';
  return {
    kind: parsed.resolutionKind,
    body: parsed.text || (isNothing ? 'Derzeit kein Handlungsbedarf.' : (measure?.title ?? '')),
    personId: null,
    measureCode: parsed.measureCode ?? '',
    leadAgencyId: parsed.agencyId,
    responsible: '',
    contributors: '',
    dueOn: parsed.dueOn,
  };
}

function lacks(values: ResolutionValues): boolean {
  if (values.body === '') return true;
  if (values.kind === 'KEIN_HANDLUNGSBEDARF') return false;
  if (values.leadAgencyId === null || values.dueOn === null) return true;
  return values.kind === 'MASSNAHME' && values.measureCode === '';
}
