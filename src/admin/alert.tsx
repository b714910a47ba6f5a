import type { Child } from 'hono/jsx'

type Props = {
  /** Nothing to say: no box. */
  children?: Child
  id?: string
  /** A div holds more than a sentence. */
  as?: 'p' | 'div'
  /** Where the page goes first after a form came back. */
  summary?: boolean
}

/** What is wrong, said at once. */
export const Alert = ({ children, id, as: Box = 'p', summary = false }: Props) =>
  children ? (
    <Box
      class="basket-alert"
      role="alert"
      id={id}
      tabindex={summary ? -1 : undefined}
      data-error-summary={summary || undefined}
    >
      {children}
    </Box>
  ) : null

/** What came of an act, said by the way. */
export const Notice = ({ children, as: Box = 'p' }: Pick<Props, 'children' | 'as'>) =>
  children ? (
    <Box class="notice-info" role="status">
      {children}
    </Box>
  ) : null
