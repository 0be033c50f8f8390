/** What the service is called here; the county's data, never code. */
export interface ServiceNames {
  /** "Modern slavery referral" */
  service: string
  /** "Hertfordshire Modern Slavery Partnership" */
  partnership: string
}
