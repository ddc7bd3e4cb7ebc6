import { PersonaliaBlock } from './PersonaliaBlock';
import type { FileSectionProps } from './sections';

export function OverviewSection({ file }: FileSectionProps) {
  return <PersonaliaBlock file={file} />;
}
