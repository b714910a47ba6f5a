/**
 * Prints the ticked orders of a list, or all of its filter: two buttons in the form the boxes belong to. A script shows
 * the one that fits, with how many are ticked.
 */
export const PrintChoice = ({
  what,
  all,
  at,
  href,
}: {
  /** 打印装箱单. */
  what: string
  /** All of the filter in words: 全部10笔. */
  all: string
  /** The page that prints, and its address with the filter. */
  at: string
  href: string
}) => (
  <>
    <a class="button button-secondary" href={href} data-print-all>
      {what}（{all}）
    </a>
    <button
      class="button button-secondary"
      type="submit"
      formaction={at}
      name="ticked"
      value="1"
      data-print-ticked={what}
    >
      {what}（勾选的）
    </button>
  </>
)
