/** Which criterion the evidence panel works for, and the way between the two sides by keyboard. */
import { useEffect, useRef, useState } from 'react';
import type { CriterionView, EvidenceItem } from '#shared/contract/classifications';
import { usePanel } from '../../app/session';

export function useActive(criteria: readonly CriterionView[], start: string | null) {
  const [chosen, setChosen] = useState<string | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const panel = usePanel('belege');
  const isKnown = criteria.some(({ key }) => key === chosen);
  const activeKey = isKnown ? chosen : start;
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (panel.isOpen && wantsFocus.current) {
      wantsFocus.current = false;
      headingRef.current?.focus();
    }
  });
  return {
    activeKey,
    activate: setChosen,
    panel,
    headingRef,
    /** Goes to the evidence, which opens if it was folded. */
    pick: () => {
      if (panel.isOpen) headingRef.current?.focus();
      else {
        wantsFocus.current = true;
        panel.onToggle(true);
      }
    },
    /** Back to the criterion. */
    leave: () => {
      const row = activeKey && document.getElementById(`kriterium-${activeKey}`);
      if (row) row.querySelector<HTMLElement>('input, textarea, button')?.focus();
    },
  };
}

export function byId(items: readonly EvidenceItem[]): ReadonlyMap<string, EvidenceItem> {
  return new Map(items.map((item) => [item.id, item]));
}
