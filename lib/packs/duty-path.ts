/** The address of the pack of a case's duty to notify, or of one of its texts. */
export const dutyPackPath = (reference: string, question?: string) =>
  `/cases/${reference}/notification${question ? `/${question}` : ''}`
