import { Tag } from '@/components/govuk/tag'
import { noteOf } from '@/lib/papers/nrm-content'
import { saysOptional, type PackEntry } from '@/lib/packs/pack-entry'

/** One field of the form: its words, what to key in, and a button that copies it. */
export function PackField({ entry }: { entry: PackEntry }) {
  const { field, label, required, state, value, pieces } = entry
  const note = noteOf(entry)
  const texts = pieces ?? (value === undefined ? [] : [value])
  return (
    <div className="pack-field mb-6" id={`field-${field}`}>
      <h3 className="govuk-heading-s mb-1">
        {label}
        {!required && !saysOptional(label) && <span className="font-normal"> (optional)</span>}
      </h3>
      {state === 'gap' && <Tag colour={required ? 'yellow' : 'grey'}>Missing</Tag>}
      {texts.map((text, index) => (
        <Piece
          key={index}
          id={`value-${field}-${index + 1}`}
          text={text}
          name={texts.length > 1 ? `${label}, piece ${index + 1}` : label}
          mark={texts.length > 1 ? `Piece ${index + 1} of ${texts.length}` : undefined}
        />
      ))}
      {note && <p className="govuk-hint mb-0">{note}</p>}
    </div>
  )
}

interface PieceProps {
  id: string
  text: string
  name: string
  /** Where a text is too long for the field: which piece this is. */
  mark?: string
}

/** Text that one press selects whole, and that a button copies where script runs. */
function Piece({ id, text, name, mark }: PieceProps) {
  return (
    <>
      {mark && (
        <p className="govuk-body-s mb-1">
          <strong>{mark}</strong>, {text.length.toLocaleString('en-GB')} characters
        </p>
      )}
      <div className="flex items-start gap-3">
        <p className="govuk-body answer mb-1 grow select-all" id={id} data-value="">
          {text}
        </p>
        <button
          type="button"
          className="govuk-button govuk-button--secondary mb-1"
          data-copy={id}
          hidden
        >
          Copy<span className="govuk-visually-hidden"> {name}</span>
        </button>
      </div>
    </>
  )
}
