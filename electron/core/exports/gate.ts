/**
 * The one gate that every text of a document passes (decision 0019): an item that names somebody who must not be named
 * is left out as a whole and counted. The gate works on the finished blocks, so that a field which a section gets later
 * cannot go past it; {@link Gate.seal} reads the whole document once more.
 */
import type { DocumentContent, PrintBlock, PrintSection } from '#shared/contract/print-document';
import { allowedWords, hasTrace, type NameForm } from '#shared/domain/name-traces';
import { type LeftOut, leftOutOf, RELEASE_RULE_LABELS, type ReleaseRule } from '#shared/domain/release';
import { RuleError } from '../errors';
import type { TransmissionPurpose } from './assemble';

export interface ProtectedNames {
  readonly rule: ReleaseRule;
  readonly forms: readonly NameForm[];
}

const WITHHELD: PrintBlock = { kind: 'TEXT', text: 'Keine Angaben übermittelt.' };

export class Gate {
  readonly #groups: readonly ProtectedNames[];
  readonly #officials: readonly string[];
  readonly #counts = new Map<ReleaseRule, number>();

  /**
   * `officials`: full names of accounts that the document states. A given name that an official shares with a protected
   * person is no trace in the official's own name; a shared family name is.
   */
  constructor(groups: readonly ProtectedNames[], officials: readonly string[]) {
    this.#groups = groups;
    const families = groups.flatMap(({ forms }) => forms.filter((form) => form.of === 'FAMILY'));
    this.#officials = officials.filter((name) => name !== '' && !hasTrace(name, families, new Set()));
  }

  /** The rule by which these texts have to stay out, or null. `own`: words of the people they may speak about. */
  ruleFor(texts: readonly string[], own: ReadonlySet<string>): ReleaseRule | null {
    const text = this.#officials.reduce((rest, name) => rest.replaceAll(name, ' '), texts.join('\n'));
    return this.#groups.find(({ forms }) => hasTrace(text, forms, own))?.rule ?? null;
  }

  /** The text, or nothing where it had to stay out; counted. */
  text(text: string, own: ReadonlySet<string>): string {
    return this.#admits([text], own) ? text : '';
  }

  /** The section without the rows, entries and texts that have to stay out. */
  section(section: PrintSection, own: ReadonlySet<string>): PrintSection {
    return {
      ...section,
      title: this.text(section.title, own) || 'Ohne Angabe',
      blocks: section.blocks.flatMap((block) => this.#block(block, own)),
    };
  }

  /** The rows of a table that may stand in the document. */
  rows(rows: readonly string[][], own: ReadonlySet<string>): string[][] {
    return rows.filter((row) => this.#admits(row, own));
  }

  leftOut(): LeftOut[] {
    return leftOutOf(this.#counts);
  }

  /**
   * Last line of defence: RULE_VIOLATED if the finished document still names somebody who must not be named. `fixed`:
   * set texts and catalogue entries that the document contains anyway.
   */
  seal(content: DocumentContent, own: readonly string[], fixed: readonly string[]): void {
    const allowed = allowedWords([...own, ...fixed]);
    const { title, subtitle, fileNo, office, recipient, purpose, legalBasis, sections } = content;
    const head: [string, string[]] = [
      'Kopf',
      [title, subtitle, fileNo, office, recipient, purpose, legalBasis],
    ];
    const places = [
      head,
      ...sections.map((section): [string, string[]] => [
        `Abschnitt ${section.number}`,
        [section.title, ...section.blocks.flatMap(textsOf)],
      ]),
    ];
    for (const [place, texts] of places) {
      const rule = this.ruleFor(texts, allowed);
      if (rule !== null) {
        throw new RuleError(
          `Das Dokument nennt noch jemanden, der dieser Stelle nicht genannt werden darf (${RELEASE_RULE_LABELS[rule]}; ${place}). Es wird nicht erstellt. Bitte die Eintragung in der Akte berichtigen.`,
        );
      }
    }
  }

  #admits(texts: readonly string[], own: ReadonlySet<string>): boolean {
    const rule = this.ruleFor(texts, own);
    if (rule !== null) this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + 1);
    return rule === null;
  }

  #block(block: PrintBlock, own: ReadonlySet<string>): PrintBlock[] {
    switch (block.kind) {
      case 'FIELDS': {
        const rows = block.rows.filter((row) => this.#admits([row.value], own));
        return kept({ ...block, rows }, rows.length, block.rows.length);
      }
      case 'ENTRIES': {
        const entries = block.entries.filter((entry) =>
          this.#admits([entry.mark, entry.title, entry.body, ...entry.meta], own),
        );
        return kept({ ...block, entries }, entries.length, block.entries.length);
      }
      case 'TABLE': {
        const rows = this.rows(block.rows, own);
        return kept({ ...block, rows }, rows.length, block.rows.length);
      }
      case 'TEXT':
      case 'NOTICE':
        return this.#admits([block.text], own) ? [block] : [];
      case 'PICTURE':
        return this.#admits([block.caption], own) ? [block] : [];
    }
  }
}

function kept(block: PrintBlock, count: number, before: number): PrintBlock[] {
  return count === 0 && before > 0 ? [WITHHELD] : [block];
}

/** Everything in a block that is not a set label. */
function textsOf(block: PrintBlock): string[] {
  switch (block.kind) {
    case 'FIELDS':
      return block.rows.map((row) => row.value);
    case 'ENTRIES':
      return block.entries.flatMap((entry) => [entry.mark, entry.title, entry.body, ...entry.meta]);
    case 'TABLE':
      return block.rows.flat();
    case 'TEXT':
    case 'NOTICE':
      return [block.text];
    case 'PICTURE':
      return [block.caption];
  }
}

/** What the requester writes into the document cannot be left out: RULE_VIOLATED with the field that names somebody. */
export function checkPurpose(gate: Gate, own: ReadonlySet<string>, transmission: TransmissionPurpose): void {
  const fields = Object.fromEntries(
    (['purpose', 'legalBasis', 'attention'] as const)
      .filter((field) => gate.ruleFor([transmission[field]], own) !== null)
      .map((field) => [field, 'Nennt jemanden, der dieser Stelle nicht genannt werden darf.']),
  );
  if (Object.keys(fields).length > 0) {
    throw new RuleError(
      'Zweck, Rechtsgrundlage und Empfänger dürfen keine Kontaktperson, Zeugen oder Hinweisgeber nennen.',
      fields,
    );
  }
}
