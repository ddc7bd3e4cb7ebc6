import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './Button';
import { fieldStyles as styles } from './field';
import { PASSPHRASE_MIN_LENGTH, passphraseStrength } from './passphrase-strength';
import { TextField, type TextFieldProps } from './TextField';

export interface PassphraseFieldProps
  extends Omit<TextFieldProps, 'type' | 'trailing' | 'icon' | 'autoComplete' | 'description'> {
  /** Shows the strength meter (setting a passphrase); without it the field only takes one (signing in). */
  withMeter?: boolean;
  /** Login and names that must not make up the passphrase. */
  ownWords?: readonly string[];
}

/** A passphrase, hidden unless the eye is pressed; with a meter and a hint where one is set. */
export function PassphraseField({ withMeter = false, ownWords, value, ...props }: PassphraseFieldProps) {
  const [isShown, setShown] = useState(false);
  const strength = passphraseStrength(value, ownWords);
  const words = [strength.label && `Stärke: ${strength.label}.`, strength.hint].filter(Boolean).join(' ');
  return (
    <TextField
      {...props}
      value={value}
      type={isShown ? 'text' : 'password'}
      autoComplete={withMeter ? 'new-password' : 'current-password'}
      trailing={
        <IconButton
          size="sm"
          icon={isShown ? EyeOff : Eye}
          label={isShown ? 'Passphrase verbergen' : 'Passphrase anzeigen'}
          onPress={() => setShown(!isShown)}
        />
      }
      description={
        withMeter ? (
          <>
            <span className={styles.meter} data-level={strength.level} aria-hidden>
              <span />
              <span />
              <span />
              <span />
            </span>
            <span aria-live="polite">
              {words || `${value.length} Zeichen (mindestens ${PASSPHRASE_MIN_LENGTH}).`}
            </span>
          </>
        ) : undefined
      }
    />
  );
}
