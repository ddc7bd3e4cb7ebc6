/** The leading name of a person as one SQL expression, for lists of other features. */

/** „Familienname, Vornamen“ of the leading Personalien; an alias where neither is known. `id`: SQL of the person's id. */
export function leadingNameSql(id: string): string {
  return `(SELECT coalesce(nullif(trim(n.family_name || ', ' || n.given_names, ', '), ''), n.alias_name)
    FROM personalia n WHERE n.person_id = ${id} AND n.kind = 'LEADING')`;
}
