import type { Child } from 'hono/jsx'

type HeadProps = {
  /** Headings of the columns; one that is null is left out. */
  titles: readonly Child[]
  /** Which columns hold numbers, counted from nought. */
  numbers?: number[] | undefined
}

/** The head of a table. */
export const Head = ({ titles, numbers = [] }: HeadProps) => (
  <thead>
    <tr>
      {titles.map((title, column) =>
        title === null ? null : (
          <th scope="col" class={numbers.includes(column) ? 'is-number' : undefined}>
            {title}
          </th>
        ),
      )}
    </tr>
  </thead>
)

type Props = {
  /** Names the box that scrolls where the screen is narrower than the table. */
  label?: string
  caption?: string
  head: HeadProps['titles']
  numbers?: HeadProps['numbers']
  class?: string
  /** A row of sums below the others. */
  foot?: Child
  /** The rows. */
  children?: Child
}

/** What a table of some rows is called that shows the first of them only. */
export const captionOf = (name: string, rows: number, shown: number): string =>
  rows > shown ? `${name}（共${rows}行，这里是前${shown}行）` : name

/** A table of the back office. */
export const Table = ({ label = '表格', caption, head, numbers, class: own, foot, children }: Props) => (
  <div class="admin-scroll" role="group" tabindex={0} aria-label={label}>
    <table class={own ? `admin-table ${own}` : 'admin-table'}>
      {caption ? <caption>{caption}</caption> : null}
      <Head titles={head} numbers={numbers} />
      <tbody>{children}</tbody>
      {foot ? <tfoot>{foot}</tfoot> : null}
    </table>
  </div>
)
