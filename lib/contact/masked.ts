import { channelNames, channels, type Channel } from './channels'

const dot = '•'

/** The channels of which the number tells somebody apart from others by its beginning and its end. */
const numbers: readonly Channel[] = ['phone', 'text']

/**
 * A phone number of which the first five digits and the last two are left, to tell it from another and
 * not to ring it: "07700 ••••23". Of a number that is shorter than any in the country nothing is left.
 */
export const maskPhone = (shown: string): string => {
  const digits = shown.replace(/\D/g, '').length
  let nth = 0
  return shown.replace(/\d/g, (digit) => {
    nth += 1
    return digits >= 10 && (nth <= 5 || nth > digits - 2) ? digit : dot
  })
}

/**
 * An answer by which the person is reached, as it stands on a page that may be seen over a shoulder.
 * @returns the channel that it belongs to, and what is shown of it; `undefined` for any other answer
 */
export const maskedAnswer = (
  question: string,
  shown: string,
): { readonly channel: Channel; readonly shown: string } | undefined => {
  const channel = channelNames.find((name) => channels[name].said === question)
  if (!channel) return undefined
  return { channel, shown: numbers.includes(channel) ? maskPhone(shown) : dot.repeat(8) }
}
