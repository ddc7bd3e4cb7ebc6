/** Imported before everything else: without it zod probes `new Function`, which the CSP refuses and counts. */
import { z } from 'zod';

z.config({ jitless: true });
