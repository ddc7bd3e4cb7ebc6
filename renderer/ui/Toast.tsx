import { CircleCheck, Info, OctagonAlert, X } from 'lucide-react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { Button, IconButton } from './Button';
import styles from './Toast.module.css';

export interface ToastMessage {
  tone?: 'done' | 'info' | 'error';
  /** One German sentence: what is done now. */
  text: string;
  action?: { label: string; onPress: () => void };
}
interface Shown extends ToastMessage {
  id: number;
}

const useToasts = create<{ toasts: readonly Shown[] }>(() => ({ toasts: [] }));
let nextId = 1;
const ICONS = { done: CircleCheck, info: Info, error: OctagonAlert } as const;

/** Says what happened, bottom right, for 6 s (errors stay). Never the only place of an error that a field can show. */
export function toast(message: ToastMessage): void {
  const id = nextId;
  nextId += 1;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-3), { ...message, id }] }));
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((other) => other.id !== id) }));
}

function ToastCard({ id, tone = 'done', text, action }: Shown) {
  useEffect(() => {
    if (tone === 'error' || action) return;
    const timer = setTimeout(() => dismiss(id), 6000);
    return () => clearTimeout(timer);
  }, [id, tone, action]);
  const Icon = ICONS[tone];
  return (
    <div className={styles.toast} data-tone={tone}>
      <Icon aria-hidden size={18} />
      <p className={styles.text}>{text}</p>
      {action && (
        <Button
          size="sm"
          variant="quiet"
          onPress={() => {
            action.onPress();
            dismiss(id);
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton size="sm" icon={X} label="Hinweis schließen" onPress={() => dismiss(id)} />
    </div>
  );
}

/** Once in the application. */
export function ToastRegion() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <section className={styles.region} aria-label="Hinweise" aria-live="polite" aria-relevant="additions">
      {toasts.map((shown) => (
        <ToastCard key={shown.id} {...shown} />
      ))}
    </section>
  );
}
