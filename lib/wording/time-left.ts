/**
 * How long is left, in steps that are far enough apart to be read out: whole minutes, in the last
 * minute every twenty seconds, then that it is now.
 */
export const showTimeLeft = (seconds: number): string => {
  if (seconds <= 0) return 'now'
  if (seconds <= 60) return `in ${Math.ceil(seconds / 20) * 20} seconds`
  return `in ${Math.ceil(seconds / 60)} minutes`
}
