/** Everything that shows records of one of the files. */
export const STALE = [
  'duplicates',
  'persons',
  'findings',
  'offences',
  'contacts',
  'links',
  'classifications',
  'conferences',
  'measures',
  'exports',
] as const;
