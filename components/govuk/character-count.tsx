import { classNames } from './class-names'
import { Hint } from './hint'
import { Textarea, type TextareaProps } from './textarea'

export interface CharacterCountProps extends Omit<TextareaProps, 'after' | 'groupAttributes'> {
  /** The most that fits. It never stops anyone typing: the server says so after sending. */
  maxLength: number
  /** Show the count from this percentage of the limit. */
  threshold?: number
  /** What is counted. `length`, the default, is JavaScript's `length`. */
  countType?: 'length' | 'characters' | 'words'
}

export function CharacterCount({
  maxLength,
  threshold,
  countType,
  className,
  groupClassName,
  describedBy,
  ...field
}: CharacterCountProps) {
  const messageId = `${field.id ?? field.name}-info`
  const data = {
    'data-module': 'govuk-character-count',
    'data-maxlength': maxLength,
    'data-threshold': threshold,
    'data-count-type': countType,
  }
  return (
    <Textarea
      {...field}
      className={classNames('govuk-js-character-count', className)}
      describedBy={classNames(messageId, describedBy)}
      groupClassName={classNames('govuk-character-count', groupClassName)}
      groupAttributes={data}
      after={
        <Hint id={messageId} className="govuk-character-count__message">
          You can enter up to {maxLength} {countType === 'words' ? 'words' : 'characters'}
        </Hint>
      }
    />
  )
}
