import type { Ctx } from '../http/context.ts'
import type { FailureStatus } from '../http/failures.tsx'
import { renderPage } from './document.tsx'
import { Scene } from './scene.tsx'

/** What went wrong in plain words, and one next step. */
export function errorPage(c: Ctx, status: FailureStatus) {
  const { t, paths } = c.var.visit
  const [title, advice] = t.shell.errors[status] ?? t.shell.errors[500]!
  const body = (
    <div class="wrap error-page">
      <div>
        <h1>{title}</h1>
        <p>{advice}</p>
        <p>
          <a class="button button-primary" href={paths.products()}>
            {t.shell.errorNext}
          </a>{' '}
          <a class="button button-secondary" href={paths.contact}>
            {t.shell.contact}
          </a>
        </p>
      </div>
      <Scene name={status === 404 ? 'bee-yard' : 'mountain-road'} t={t.scenes} first />
    </div>
  )
  return renderPage(c, { title, noindex: true }, body, status)
}
