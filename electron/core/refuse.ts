import type { Problem } from '#shared/domain/problem';
import { RuleError } from './errors';

/** Throws RULE_VIOLATED with the first sentence and all fields, if there is anything to object to. */
export function refuse(problems: readonly (Problem | null)[]): void {
  const found = problems.filter((problem) => problem !== null);
  const [first] = found;
  if (!first) return;
  const fields = Object.fromEntries(found.map((problem) => [problem.field, problem.message]));
  throw new RuleError(first.message, fields);
}
