declare module 'govuk-frontend' {
  type Component = new (root: Element | null) => object

  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const ErrorSummary: Component
  export const ExitThisPage: Component
  export const NotificationBanner: Component
  export const Radios: Component
  export const SkipLink: Component

  export function createAll(component: Component): object[]
}
