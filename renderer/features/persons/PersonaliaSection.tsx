/** Section „Personalien“: the block itself and, for whom the gate is there, the besondere Kategorien. */
import { Stack } from '../../ui';
import { SpecialBlock } from '../special/SpecialBlock';
import { PersonaliaBlock } from './PersonaliaBlock';
import type { FileSectionProps } from './sections';

export function PersonaliaSection({ file, personId }: FileSectionProps) {
  return (
    <Stack gap="lg">
      <PersonaliaBlock file={file} />
      <SpecialBlock personId={personId} />
    </Stack>
  );
}
