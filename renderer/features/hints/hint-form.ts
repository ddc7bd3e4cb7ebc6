/** Values of the form of a hint; the schema is the contract's, so each field's rule exists once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { type Hint, type HintInput, hintInput } from '#shared/contract/hints';

export type HintFormInput = z.input<typeof hintInput>;

export function newHint(latestReviewOn: string): HintFormInput {
  return { code: '', factBasis: '', source: '', necessity: '', reviewOn: latestReviewOn };
}

export function formValues({ code, factBasis, source, necessity, reviewOn }: Hint): HintFormInput {
  return { code, factBasis, source, necessity, reviewOn };
}

export function useHintForm(values: HintFormInput) {
  return useForm<HintFormInput, unknown, HintInput>({
    resolver: zodResolver(hintInput),
    defaultValues: values,
  });
}
