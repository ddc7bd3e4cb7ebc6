/** The sections of a Fallakte in the four groups of the design; features bring theirs and are mounted here. */

import type { LucideIcon } from 'lucide-react';
import {
  ClipboardList,
  Eraser,
  Gavel,
  Hourglass,
  IdCard,
  KeyRound,
  LayoutDashboard,
  Network,
  ScrollText,
  Send,
  Siren,
  UsersRound,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { PersonFile } from '#shared/contract/persons';
import type { SectionGroup } from '../../ui';
import { AccessSection } from '../access/AccessSection';
import { ClassificationSection } from '../classifications/ClassificationSection';
import { ConferencesSection } from '../conferences/ConferencesSection';
import { ContactsSection } from '../contacts/ContactsSection';
import { DeletionSection } from '../deletion/DeletionSection';
import { TransmissionsSection } from '../exports/TransmissionsSection';
import { FindingsSection } from '../findings/FindingsSection';
import { LinksSection } from '../links/LinksSection';
import { MeasuresSection } from '../measures/MeasuresSection';
import { OffencesSection } from '../offences/OffencesSection';
import { RetentionSection } from '../retention/RetentionSection';
import type { SectionMark } from './file-marks';
import { OverviewSection } from './OverviewSection';
import { PersonaliaBlock } from './PersonaliaBlock';

export interface FileSectionProps {
  personId: string;
  file: PersonFile;
}

export interface FileSection {
  id: string;
  label: string;
  icon: LucideIcon;
  group: '' | 'Person' | 'Sachverhalt' | 'Steuerung';
  Component: ComponentType<FileSectionProps>;
}

export const fileSections: readonly FileSection[] = [
  { id: 'ueberblick', label: 'Überblick', icon: LayoutDashboard, group: '', Component: OverviewSection },
  { id: 'personalien', label: 'Personalien', icon: IdCard, group: 'Person', Component: PersonaliaBlock },
  {
    id: 'kontaktpersonen',
    label: 'Kontaktpersonen',
    icon: UsersRound,
    group: 'Person',
    Component: ContactsSection,
  },
  { id: 'umfeld', label: 'Umfeld', icon: Network, group: 'Person', Component: LinksSection },
  {
    id: 'erkenntnisse',
    label: 'Erkenntnisse',
    icon: ScrollText,
    group: 'Sachverhalt',
    Component: FindingsSection,
  },
  { id: 'straftaten', label: 'Straftaten', icon: Siren, group: 'Sachverhalt', Component: OffencesSection },
  {
    id: 'einstufung',
    label: 'Einstufung',
    icon: Gavel,
    group: 'Steuerung',
    Component: ClassificationSection,
  },
  {
    id: 'massnahmen',
    label: 'Maßnahmen',
    icon: ClipboardList,
    group: 'Steuerung',
    Component: MeasuresSection,
  },
  {
    id: 'fallkonferenzen',
    label: 'Fallkonferenzen',
    icon: UsersRound,
    group: 'Steuerung',
    Component: ConferencesSection,
  },
  {
    id: 'speicherfrist',
    label: 'Speicherfrist',
    icon: Hourglass,
    group: 'Steuerung',
    Component: RetentionSection,
  },
  {
    id: 'uebermittlungen',
    label: 'Übermittlungen',
    icon: Send,
    group: 'Steuerung',
    Component: TransmissionsSection,
  },
  { id: 'zugriff', label: 'Zugriff', icon: KeyRound, group: 'Steuerung', Component: AccessSection },
  {
    id: 'loeschung',
    label: 'Löschung und Berichtigung',
    icon: Eraser,
    group: 'Steuerung',
    Component: DeletionSection,
  },
];

/** Groups for the section list; `marks` by section id. */
export function sectionGroups(
  personId: string,
  marks: Readonly<Record<string, SectionMark>> = {},
): SectionGroup[] {
  return (['', 'Person', 'Sachverhalt', 'Steuerung'] as const).map((label) => ({
    ...(label && { label }),
    items: fileSections
      .filter((section) => section.group === label)
      .map(({ id, label: title, icon }) => ({
        id,
        label: title,
        icon,
        to: `/akten/${personId}/${id}`,
        ...marks[id],
      })),
  }));
}
