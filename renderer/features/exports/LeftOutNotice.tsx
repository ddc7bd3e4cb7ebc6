import { EyeOff } from 'lucide-react';
import type { LeftOut } from '#shared/contract/exports';
import { Notice } from '../../ui';

/** What the recipient does not get, and the rule that keeps it back. */
export function LeftOutNotice({ leftOut }: { leftOut: readonly LeftOut[] }) {
  if (leftOut.length === 0) {
    return <Notice tone="done" icon={EyeOff} title="Nichts wird zurückgehalten." />;
  }
  const total = leftOut.reduce((sum, entry) => sum + entry.count, 0);
  return (
    <Notice
      tone="restricted"
      icon={EyeOff}
      title={total === 1 ? '1 Angabe ist nicht enthalten' : `${total} Angaben sind nicht enthalten`}
    >
      <ul>
        {leftOut.map((entry) => (
          <li key={entry.rule}>
            {entry.count} × {entry.rule} ({entry.norm})
          </li>
        ))}
      </ul>
    </Notice>
  );
}
