/** Joins the names that are there. Nothing at all when none is, so that no empty attribute is drawn. */
export function classNames(...names: (string | false | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined
}
