import type { Ctx } from '../http/context.ts'
import type { FailureStatus } from '../http/failures.tsx'
import { renderPage } from './document.tsx'
import { Scene } from './scene.tsx'
import { SearchForm } from './search-form.tsx'

/** What went wrong in plain words, and the ways on: to look for it, or to begin anew. */
export function errorPage(c: Ctx, status: FailureStatus) {
  const { t, paths } = c.var.visit
  const { shell, finding, scenes } = t
  const [title, advice] = shell.errors[status] ?? shell.errors[500]!
  const lost = status === 404
  const ways: [string, string][] = [
    [paths.home, shell.toHome],
    [paths.products(), shell.errorNext],
    [paths.orders, shell.lookup],
    [paths.contact, shell.contact],
  ]
  const body = (
    <div class="lost">
      <Scene name={lost ? 'bee-yard' : 'mountain-road'} t={scenes} first />
      <div class="wrap lost-words">
        <h1>{title}</h1>
        <p>{advice}</p>
        {lost ? <SearchForm paths={paths} shell={shell} finding={finding} /> : null}
        <ul>
          {ways.map(([href, label]) => (
            <li>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
  return renderPage(c, { title, noindex: true }, body, status)
}
