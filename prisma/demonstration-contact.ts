import type { Typed } from './demonstration-steps'

/** How it is safe to ring somebody, and what to say. */
export const safeToRing = (phoneValue: string): Typed => ({
  anyWay: 'yes',
  phone: 'yes',
  phoneValue,
  phoneDays: '1 2 3 4 5',
  phoneFrom: '1pm',
  phoneTo: '5pm',
  phoneVoicemail: 'no',
  text: 'no',
  email: 'no',
  post: 'no',
  visit: 'unknown',
  through: 'no',
  introduction: 'Say that you ring from the college about a course',
  safeWord: 'Blue umbrella',
  anotherAnswers: 'Ask for the college form and ring off',
  mustNotKnow: 'Whoever else lives in the house',
  interpreter: 'yes',
  confirmedWith: 'person',
})
