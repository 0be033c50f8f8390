interface Policies {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): string }
}

declare global {
  interface Window {
    /** Where the browser knows trusted types: https://www.w3.org/TR/trusted-types/ */
    trustedTypes?: Policies
  }
}

const policy = window.trustedTypes?.createPolicy('referral-pages', { createHTML: (html) => html })

/**
 * Marks HTML as a page that this service has just answered with: the one text that a script of ours
 * may turn into markup. The Content Security Policy refuses every other.
 */
export const trust = (html: string) => policy?.createHTML(html) ?? html
