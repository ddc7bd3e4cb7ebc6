/** Values of the forms for a status and for a result; the schemas are the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import {
  type PeriodInput,
  periodInput,
  type RadarInput,
  type RadarResult,
  radarInput,
  type StatusPeriod,
} from '#shared/contract/status';

export type PeriodFormInput = z.input<typeof periodInput>;
export type RadarFormInput = z.input<typeof radarInput>;

export function newPeriod(today: string): PeriodFormInput {
  return {
    status: 'RELEVANTE_PERSON',
    role: null,
    phaenomenbereich: null,
    validFrom: today,
    validTo: null,
    authority: '',
    source: '',
  };
}

export function periodValues(period: StatusPeriod): PeriodFormInput {
  const { status, role, phaenomenbereich, validFrom, validTo, authority, source } = period;
  return { status, role, phaenomenbereich, validFrom, validTo, authority, source };
}

export function usePeriodForm(values: PeriodFormInput) {
  return useForm<PeriodFormInput, unknown, PeriodInput>({
    resolver: zodResolver(periodInput),
    defaultValues: values,
  });
}

export function newRadar(today: string): RadarFormInput {
  return {
    instrument: 'RADAR_ITE',
    version: '',
    assessedOn: today,
    assessorOffice: '',
    result: '',
    updateDueOn: null,
    released: false,
  };
}

export function radarValues(stored: RadarResult): RadarFormInput {
  const { instrument, version, assessedOn, assessorOffice, result, updateDueOn, released } = stored;
  return { instrument, version, assessedOn, assessorOffice, result, updateDueOn, released };
}

export function useRadarForm(values: RadarFormInput) {
  return useForm<RadarFormInput, unknown, RadarInput>({
    resolver: zodResolver(radarInput),
    defaultValues: values,
  });
}
