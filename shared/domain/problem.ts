/** What a rule objects to: one field, one German sentence that helps, and the norm that the rule rests on. */
export interface Problem {
  /** Path of the field (dots), as in the contract's input; empty string for the whole object. */
  readonly field: string;
  readonly message: string;
  /** Legal norm or "Vorgabe der Dienststelle". */
  readonly norm?: string;
}

/** True if a text says nothing: empty or blanks only. */
export function isBlank(text: string | null | undefined): boolean {
  return text === null || text === undefined || text.trim() === '';
}
