/** Connects the pipeline to the port of the main process. Clock and key cost are arguments: only tests pass others. */
import type { VaultPort } from '../bridge/vault-port';
import { AppError } from './errors';
import { classify } from './failures';
import { type InternalOperations, internalOperations } from './internal';
import { type CoreOptions, Kernel } from './kernel';
import { Pipeline } from './pipeline';

export function runVaultProcess(port: VaultPort, options: Omit<CoreOptions, 'emit'>): Kernel {
  const kernel = new Kernel({
    ...options,
    emit: (event) => port.send({ type: 'event', event: JSON.stringify(event) }),
  });
  const pipeline = new Pipeline(kernel);
  const internal: InternalOperations = internalOperations(kernel);
  port.onMessage((message) => {
    if (message.type === 'call') {
      void pipeline
        .call(message.request)
        .then((reply) => port.send({ type: 'reply', id: message.id, reply }));
      return;
    }
    if (message.type === 'internal') {
      try {
        const operation = internal[message.op];
        if (!operation) throw new AppError('INVALID_INPUT', 'Unbekannte innere Funktion.');
        port.send({ type: 'internalReply', id: message.id, ok: true, value: operation(message.payload) });
      } catch (error) {
        port.send({ type: 'internalReply', id: message.id, ok: false, error: classify(error).toData() });
      }
    }
  });
  port.send({ type: 'ready' });
  return kernel;
}
