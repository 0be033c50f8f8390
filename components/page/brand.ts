/** The brand's colour for the browser's own frame. styles/_govuk-parts.scss sets the same one. */
export const brandColour = '#10505c'
