import { inLanguage } from '../i18n/texts.ts'
import { drawnOnce, html } from '../ui/html.ts'
import { hasPicture, Picture } from '../ui/picture.tsx'
import { scaleOf } from './gallery.ts'
import type { ProductPageProps } from './product-page.tsx'

const sectionHead = (title: string, note: string) =>
  html`
    <div class="section-head">
      <h2>${title}</h2>
      <span class="tag tag-sample">${note}</span>
    </div>`

/** The pack beside an 80 mm cup, at one scale. */
export function TrueScale({ detail, t }: ProductPageProps) {
  const name = scaleOf(detail.product.picture)
  if (!name) return null
  const picture = { name, alt: t.trueSizeNote, width: 600, height: 400, class: 'scene scene--scale' }
  return html`
    <section>
      ${sectionHead(t.trueSize, t.sizeSample)}
      ${Picture(picture)}
      <p class="fine">${t.trueSizeNote}</p>
    </section>`
}

const STEPS = ['pluck', 'wither', 'fix', 'roll', 'dry']

/** How green tea is made, in five signs; other classes are made differently and say nothing here. */
export const Process = (props: ProductPageProps) =>
  props.detail.product.teaClass === 'green' ? drawProcess(props) : null

const drawProcess = drawnOnce(
  ({ language }: ProductPageProps) => language,
  ({ t }) => {
    const steps = STEPS.map(
      (step) =>
        html`
          <li>
            ${Picture({ name: `process-${step}`, alt: '', width: 48, height: 48 })}
            ${t.processSteps[step]}
          </li>`,
    )
    return html`
      <section>
        ${sectionHead(t.process, t.processSample)}
        <ol class="process">${steps}</ol>
      </section>`
  },
)

/** The place with its own skyline. */
export function OriginCard({ detail, t, paths, language }: ProductPageProps) {
  const { originCode, originZh, originEn } = detail.product
  const name = `scene-place-${originCode}`
  if (!hasPicture(name)) return null
  const title = t.originTitle(inLanguage(language, originZh, originEn))
  return html`
    <a class="origin-card" href="${paths.products({ origin: originCode })}">
      ${Picture({ name, alt: '', width: 600, height: 330, class: 'scene' })}
      <span>
        <strong>${title}</strong>
        <small>${t.originNote}</small>
      </span>
    </a>`
}
