/** Why something was not done, as a code for the audit trail. */
export type Because = 'not_found' | 'role' | 'state' | 'version' | 'form'

/** An act on a case that is refused: why, for the trail, and what to answer, or to throw. */
export class Refusal<Answer> {
  constructor(
    readonly because: Because,
    readonly answer: Answer | Error,
  ) {}
}
