/** Files that may be about the person who is being typed (F22): beside the form, never in its way. */
import { CircleCheck, GitCompareArrows, UsersRound } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useNavigate } from 'react-router';
import type { DuplicateHit } from '#shared/contract/duplicates';
import type { Input } from '#shared/contract/index';
import { EMPTY_PERSONALIA, type PersonaliaInput } from '#shared/contract/persons';
import { CASE_STATUS_LABELS } from '#shared/domain/case-status';
import { formatPartialDate } from '#shared/domain/partial-date';
import { useOperation } from '../../app/queries';
import { Button, Dialog, ErrorState, LoadingState, Panel } from '../../ui';
import { displayName } from '../persons/labels';
import type { PersonForm } from '../persons/person-form';
import { CompareTable } from './CompareTable';
import { personaliaRows } from './compare';
import { StrengthBadge } from './StrengthBadge';
import styles from './Warning.module.css';

const TYPING_MS = 300;

/** Asks 300 ms after the last key. `personId`: the file that is being changed, null for a new one. */
function useDuplicates(
  form: PersonForm,
  personId: string | null,
  isActive = true,
): { hits: readonly DuplicateHit[]; isAsked: boolean } {
  const [leading, aliases] = useWatch({ control: form.control, name: ['leading', 'aliases'] });
  const typed: Input<'duplicates.check'> = {
    leading: {
      familyName: leading.familyName.trim(),
      givenNames: leading.givenNames.trim(),
      birthName: leading.birthName.trim(),
      birthDate: leading.birthDate,
      birthPlace: leading.birthPlace.trim(),
    },
    aliases: aliases
      .map((alias) => alias.aliasName.trim() || `${alias.givenNames} ${alias.familyName}`.trim())
      .filter(Boolean),
    personId,
  };
  const key = JSON.stringify(typed);
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), TYPING_MS);
    return () => clearTimeout(timer);
  }, [key]);
  const input = asked === null ? typed : (JSON.parse(asked) as Input<'duplicates.check'>);
  const isEnough = Boolean(input.leading.familyName && input.leading.givenNames);
  const check = useOperation('duplicates.check', input, {
    enabled: isActive && asked !== null && isEnough,
    keepPrevious: true,
  });
  const isAsked = isActive && isEnough && check.data !== undefined;
  return { hits: isAsked ? check.data.hits : [], isAsked };
}

/**
 * Watches the form by itself, so that the form is not drawn anew for each letter; `seen` holds what is shown when it is
 * saved.
 */
export function DuplicateWarning({
  form,
  personId,
  isActive = true,
  saysNone = false,
  seen,
}: {
  form: PersonForm;
  /** The file that is being changed; null for a new one. */
  personId: string | null;
  isActive?: boolean;
  /** Says so where nothing was found: an empty place beside the form is no riddle. */
  saysNone?: boolean;
  seen: RefObject<readonly string[]>;
}) {
  const { hits, isAsked } = useDuplicates(form, personId, isActive);
  useEffect(() => {
    seen.current = hits.map(({ id }) => id);
  }, [hits, seen]);
  const navigate = useNavigate();
  const [compared, setCompared] = useState<DuplicateHit | null>(null);
  const [first] = hits;
  const compare = (hit: DuplicateHit) =>
    personId === null ? setCompared(hit) : void navigate(`/dubletten/vergleich/${personId}/${hit.id}`);
  const open = (hit: DuplicateHit) => void navigate(`/akten/${hit.id}`);
  useEffect(() => {
    if (!first) return;
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.shiftKey || event.metaKey) return;
      const act = { v: compare, o: open }[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act(first);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  return (
    <>
      <div role="status" className="visually-hidden">
        {hits.length > 0 &&
          `${hits.length === 1 ? 'Eine mögliche Dublette' : `${hits.length} mögliche Dubletten`}. Alt+V vergleicht, Alt+O öffnet die erste.`}
      </div>
      {hits.length > 0 && (
        <Panel title="Mögliche Dubletten" icon={UsersRound} count={hits.length}>
          <ul className={styles.hits} aria-label="Mögliche Dubletten">
            {hits.map((hit, index) => (
              <li key={hit.id} className={styles.hit}>
                <div className={styles.name}>{displayName({ ...hit, aliasName: hit.aliases[0] ?? '' })}</div>
                <div className={styles.facts}>
                  {[
                    hit.birthDate && `geb. ${formatPartialDate(hit.birthDate)}`,
                    hit.birthPlace,
                    hit.fileNo,
                    CASE_STATUS_LABELS[hit.caseStatus],
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
                <div className={styles.reason}>
                  <StrengthBadge strength={hit.strength} />
                  <span>{hit.reason}</span>
                </div>
                <div className={styles.actions}>
                  <Button
                    size="sm"
                    icon={GitCompareArrows}
                    shortcut={index === 0 ? 'Alt+V' : undefined}
                    onPress={() => compare(hit)}
                  >
                    Vergleichen<span className="visually-hidden"> mit {hit.fileNo}</span>
                  </Button>
                  <Button
                    size="sm"
                    variant="quiet"
                    shortcut={index === 0 ? 'Alt+O' : undefined}
                    onPress={() => open(hit)}
                  >
                    Öffnen<span className="visually-hidden"> {hit.fileNo}</span>
                  </Button>
                </div>
              </li>
            ))}
          </ul>
          <p className={styles.note}>
            Speichern bleibt möglich. Im Verlauf steht dann, dass dieser Hinweis angezeigt wurde.
          </p>
        </Panel>
      )}
      {saysNone && isAsked && hits.length === 0 && (
        <p className={styles.reason}>
          <CircleCheck aria-hidden size={16} />
          <span>Keine mögliche Dublette unter den Akten, die Sie sehen dürfen.</span>
        </p>
      )}
      {compared && (
        <TypedComparison
          hit={compared}
          typed={{ ...EMPTY_PERSONALIA, ...form.getValues('leading') }}
          onClose={() => setCompared(null)}
          onOpen={open}
        />
      )}
    </>
  );
}

/** What is typed beside what the other file says. */
function TypedComparison({
  hit,
  typed,
  onClose,
  onOpen,
}: {
  hit: DuplicateHit;
  typed: PersonaliaInput;
  onClose: () => void;
  onOpen: (hit: DuplicateHit) => void;
}) {
  const file = useOperation('persons.get', { id: hit.id });
  return (
    <Dialog
      isOpen
      size="lg"
      title={`Eingabe und Akte ${hit.fileNo}`}
      onClose={onClose}
      isDismissable
      actions={
        <>
          <Button variant="primary" autoFocus onPress={() => onOpen(hit)}>
            Akte öffnen
          </Button>
          <Button onPress={onClose}>Weiter erfassen</Button>
        </>
      }
    >
      {file.isPending ? (
        <LoadingState rows={6} />
      ) : file.error ? (
        <ErrorState error={file.error} />
      ) : (
        <CompareTable
          leftTitle="Eingabe"
          rightTitle={`Akte ${hit.fileNo}`}
          groups={[{ title: 'Personalien', rows: personaliaRows(typed, file.data.leading) }]}
        />
      )}
    </Dialog>
  );
}
