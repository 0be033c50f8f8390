/** The coded reasons of each act that needs one. A list is counted for boards, so codes never change. */
export const reasons = {
  decline: {
    no_indicators: 'Nothing here points to modern slavery',
    other_service: 'Another service is the right one',
    already_known: 'We have this referral already',
    too_little: 'There is too little to act on',
    wrong_details: 'Something in it is wrong. It needs correcting and sending again',
    elsewhere: 'Another county or country has to act',
  },
  pass_on: {
    no_capacity: 'We cannot do it in time',
    elsewhere: 'The person is in another area',
    conflict: 'We are too close to the case',
    person_asks: 'The person asks for another organisation',
  },
  ask: {
    consent: 'What the person agreed to',
    contact: 'How to reach the person safely',
    account: 'What happened',
    place: 'Where it is',
    identity: 'Who the person is',
    other: 'Something else',
  },
  hold: {
    person: 'The person needs time',
    interpreter: 'An interpreter is being found',
    safe_moment: 'There is no safe moment to act yet',
    other_agency: 'Another organisation acts first',
    operation: 'A planned operation',
  },
  override: {
    new_information: 'We know more than was sent',
    risk_changed: 'The risk is not what was thought',
    consent_changed: 'What the person agrees to has changed',
    wrong_from_start: 'It should not have come here',
  },
  moved: {
    transferred: 'Another organisation took it over',
    routed: 'It was corrected, and goes to another queue now',
  },
  lower: {
    danger_passed: 'The danger has passed',
    safe_now: 'The person is safe now',
    mistake: 'It was marked too high by mistake',
  },
  close: {
    work_done: 'The work is done',
    decided: 'The Home Office has decided',
    needs_met: 'The person’s needs are met',
    disengaged: 'The person stepped back',
    cannot_reach: 'The person cannot be reached safely',
    withdrawn: 'The person withdrew',
    investigation_ended: 'The investigation has ended',
    safeguarding_only: 'Safeguarding only, no investigation',
    information_only: 'Kept as information',
    other_area: 'Another area took it over',
  },
  reopen: {
    new_information: 'There is something new',
    mistake: 'It was closed by mistake',
    person_returned: 'The person came back',
    reconsideration: 'A decision is being reconsidered',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

export type ReasonList = keyof typeof reasons

/** The words of a coded reason; the code itself where it is not known any more. */
export const reasonInWords = (list: ReasonList, code: string): string =>
  (reasons[list] as Readonly<Record<string, string>>)[code] ?? code
