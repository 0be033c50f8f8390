/** The header of what a page asks by itself, while nobody touches it. */
export const backgroundHeader = 'x-background'

/** Whether nobody pressed anything for this request: it does not keep a session from ending. */
export const isBackground = (request: Request) => request.headers.get(backgroundHeader) === 'yes'
