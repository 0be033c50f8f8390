/** The address of one version of the policy, and of what is done with it. */
export const policyPath = (id: string, what = '') => `/policy/${id}${what && `/${what}`}`

/** The address of one rule of a draft. */
export const rulePath = (id: string, rule: string) => policyPath(id, `rules/${rule}`)
