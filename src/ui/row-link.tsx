/** One of a list of ways (`held-list`), as wide as its column: a thumb hits it, whatever stands above and below. */
export const RowLink = ({ href, label }: { href: string; label: string }) => (
  <li>
    <a href={href}>
      <span class="held-head">
        {label}
        <span aria-hidden="true">›</span>
      </span>
    </a>
  </li>
)
