import { classNames } from './class-names'
import { LabelledField, type LabelledFieldProps } from './labelled-field'

export interface FileUploadProps extends LabelledFieldProps {
  /** Endings of names that the browser offers first: a help, and no check. */
  accept?: string
  className?: string
}

/** A field for one file. It needs a form with `encType="multipart/form-data"`. */
export function FileUpload({ accept, className, ...field }: FileUploadProps) {
  return (
    <LabelledField
      {...field}
      control={(control) => (
        <input
          className={classNames(
            'govuk-file-upload',
            className,
            field.error ? 'govuk-file-upload--error' : '',
          )}
          {...control}
          type="file"
          accept={accept}
        />
      )}
    />
  )
}
