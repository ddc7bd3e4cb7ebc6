/** Who „KOK Wendler“ of a list is among the accounts of the office; only if there is no doubt. */
import { foldUmlauts, searchForm } from './names';

export interface OfficerAccount {
  readonly id: string;
  /** „Sabine Wendler“. */
  readonly fullName: string;
  /** „KHKin“; may be empty. */
  readonly rank: string;
}

const RANK =
  /^(?:kr|kor|kd|ltd|ekhk|khk|kok|kk|ka|phk|pok|pk|ephk|pkhk|rar|rr|orr|ri|roi|rb|rhs|ephkin|krin|korin|kdin|ekhkin|khkin|kokin|kkin|kain|phkin|pokin|pkin|rarin|rrin|orrin|rbe|rbr)\.?$/iu;

const words = (text: string): string[] =>
  foldUmlauts(searchForm(text.replace(/[.,]/g, ' ')))
    .split(' ')
    .filter(Boolean);

/**
 * The account that the text names, or null. The family name must agree and every further word must be a given name or its
 * initial; a rank in the list must be the account's (an account without rank fits every rank). Two fitting accounts are none.
 */
export function matchOfficer(text: string, accounts: readonly OfficerAccount[]): string | null {
  const parts = text
    .trim()
    .split(/[\s,]+/u)
    .filter(Boolean);
  const ranks = parts.filter((part) => RANK.test(part)).map((part) => part.replace('.', '').toLowerCase());
  const names = words(parts.filter((part) => !RANK.test(part)).join(' '));
  if (names.length === 0) return null;
  const fitting = accounts.filter((account) => {
    const own = words(account.fullName);
    const family = own.at(-1);
    if (family === undefined || !names.includes(family)) return false;
    const given = own.slice(0, -1);
    const rank = account.rank.trim().toLowerCase();
    return (
      names.every(
        (name) =>
          name === family ||
          given.includes(name) ||
          (name.length === 1 && given.some((word) => word.startsWith(name))),
      ) &&
      (ranks.length === 0 || rank === '' || ranks.includes(rank))
    );
  });
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
}
