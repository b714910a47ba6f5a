import { type Child, cloneElement, isValidElement } from 'hono/jsx'

/*
 * Every list of the desk is a <Table>: a table from 768 px up, on a phone a card for each row. Three rules keep it so:
 *
 * 1. A row is `<tr>`, its first cell `<th scope="row">` with what the row is known by (and the link to it): the card's
 *    title. The other cells are plain `<td>` in the order of `head`; they get their label from it, pages write none.
 * 2. A cell says only what its heading does not: 12, not 12 in stock. What is empty stays empty and leaves the card.
 * 3. What is pressed or typed in is 44 px high (desk-targets.css sees to the usual kinds). Nothing has a width of its
 *    own above 280 px: no page scrolls sideways at 320.
 *
 * test/e2e/desk-phone.spec.ts walks every page of the desk and holds them to it.
 */

type HeadProps = {
  /** Headings of the columns; one that is null is left out. */
  titles: readonly Child[]
  /** Which columns hold numbers, counted from nought. */
  numbers?: number[] | undefined
}

// A browser forgets what a table is once its styles make cards of it: said in words, screen readers keep reading one.
const ROLES: Record<string, string> = { tr: 'row', td: 'cell', th: 'rowheader' }
const [TABLE, GROUP, HEADING] = ['table', 'rowgroup', 'columnheader'].map((role) => ({ role }))

/** The head of a table. */
export const Head = ({ titles, numbers = [] }: HeadProps) => (
  <thead {...GROUP}>
    <tr role={ROLES.tr}>
      {titles.map((title, column) =>
        title === null ? null : (
          <th scope="col" {...HEADING} class={numbers.includes(column) ? 'is-number' : undefined}>
            {title}
          </th>
        ),
      )}
    </tr>
  </thead>
)

/** What stands in a table or a row once components, fragments and lists are opened. */
function opened(child: Child): Child[] {
  if (Array.isArray(child)) return child.flatMap(opened)
  if (!isValidElement(child)) return [child]
  const { tag, props, children } = child
  if (typeof tag === 'function') return opened(tag(props))
  return tag === '' ? children.flatMap(opened) : [child]
}

/** The rows with each cell told the heading of its column. */
const labelled = (rows: Child, titles: readonly Child[]): Child[] =>
  opened(rows).map((row) => {
    if (!isValidElement(row)) return row
    let column = 0
    const cells = row.children.flatMap(opened).map((cell) => {
      if (!isValidElement(cell)) return cell
      const title = titles[column]
      column += Number(cell.props.colspan ?? 1)
      const label = cell.tag === 'td' && typeof title === 'string' ? title : undefined
      return cloneElement(cell, { 'data-label': label, role: ROLES[String(cell.tag)] })
    })
    return cloneElement(row, { role: ROLES.tr }, ...cells)
  })

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

/** A table of the back office; the rules for what stands in it are above. */
export const Table = ({ label = '表格', caption, head, numbers, class: own, foot, children }: Props) => {
  const titles = head.filter((title) => title !== null)
  return (
    <div class="admin-scroll" role="group" tabindex={0} aria-label={label}>
      <table class={own ? `admin-table ${own}` : 'admin-table'} {...TABLE}>
        {caption ? <caption>{caption}</caption> : null}
        <Head titles={head} numbers={numbers} />
        <tbody {...GROUP}>{labelled(children, titles)}</tbody>
        {foot ? <tfoot {...GROUP}>{labelled(foot, titles)}</tfoot> : null}
      </table>
    </div>
  )
}
