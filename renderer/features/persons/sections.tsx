/** The sections of a Fallakte in the four groups of the design; features bring theirs and are mounted here. */

import type { LucideIcon } from 'lucide-react';
import {
  ClipboardList,
  Eraser,
  Gavel,
  Hourglass,
  House,
  IdCard,
  Image,
  KeyRound,
  LayoutDashboard,
  LockKeyhole,
  Network,
  ScrollText,
  Send,
  Siren,
  Smartphone,
  Stamp,
  TriangleAlert,
  UsersRound,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { PersonFile } from '#shared/contract/persons';
import { ENTRY_SECTION_LABELS } from '#shared/domain/person-entry-spec';
import type { SectionGroup } from '../../ui';
import { AccessSection } from '../access/AccessSection';
import { ClassificationSection } from '../classifications/ClassificationSection';
import { ConferencesSection } from '../conferences/ConferencesSection';
import { ContactsSection } from '../contacts/ContactsSection';
import { DeletionSection } from '../deletion/DeletionSection';
import { EntriesSection } from '../entries/EntriesSection';
import { TransmissionsSection } from '../exports/TransmissionsSection';
import { FindingsSection } from '../findings/FindingsSection';
import { HintsSection } from '../hints/HintsSection';
import { LinksSection } from '../links/LinksSection';
import { MeasuresSection } from '../measures/MeasuresSection';
import { OffencesSection } from '../offences/OffencesSection';
import { PicturesSection } from '../pictures/PicturesSection';
import { RetentionSection } from '../retention/RetentionSection';
import type { SectionMark } from './file-marks';
import { OverviewSection } from './OverviewSection';
import { PersonaliaSection } from './PersonaliaSection';

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
  { id: 'personalien', label: 'Personalien', icon: IdCard, group: 'Person', Component: PersonaliaSection },
  {
    id: 'hinweise',
    label: 'Hinweise und Status',
    icon: TriangleAlert,
    group: 'Person',
    Component: HintsSection,
  },
  { id: 'lichtbilder', label: 'Lichtbilder', icon: Image, group: 'Person', Component: PicturesSection },
  {
    id: 'erreichbarkeit',
    label: ENTRY_SECTION_LABELS.ERREICHBARKEIT,
    icon: Smartphone,
    group: 'Person',
    Component: ({ personId }) => <EntriesSection personId={personId} section="ERREICHBARKEIT" />,
  },
  {
    id: 'aufenthalt',
    label: ENTRY_SECTION_LABELS.AUFENTHALT,
    icon: Stamp,
    group: 'Person',
    Component: ({ personId }) => <EntriesSection personId={personId} section="AUFENTHALT" />,
  },
  {
    id: 'haft',
    label: ENTRY_SECTION_LABELS.HAFT,
    icon: LockKeyhole,
    group: 'Person',
    Component: ({ personId }) => <EntriesSection personId={personId} section="HAFT" />,
  },
  {
    id: 'lebenssituation',
    label: ENTRY_SECTION_LABELS.LEBENSSITUATION,
    icon: House,
    group: 'Person',
    Component: ({ personId }) => <EntriesSection personId={personId} section="LEBENSSITUATION" />,
  },
  {
    id: 'szene',
    label: ENTRY_SECTION_LABELS.SZENE,
    icon: Network,
    group: 'Person',
    Component: ({ personId }) => <EntriesSection personId={personId} section="SZENE" />,
  },
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
