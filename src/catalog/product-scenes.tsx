import { inLanguage } from '../i18n/texts.ts'
import { drawnOnce, html } from '../ui/html.ts'
import { Picture } from '../ui/picture.tsx'
import { Scene } from '../ui/scene.tsx'
import { drawingOf } from './gallery.ts'
import type { ProductPageProps } from './product-page.tsx'
import type { Story } from './product-story.tsx'
import { sceneOf } from './scene-of.ts'

const sectionHead = (title: string, note: string) =>
  html`
    <div class="section-head">
      <h2>${title}</h2>
      <span class="tag tag-sample">${note}</span>
    </div>`

/** The pack beside an 80 mm cup, at one scale. */
export function TrueScale({ detail, t }: ProductPageProps) {
  const name = drawingOf('scale', detail.product.picture)
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
  ({ t, scenes }) => {
    const steps = STEPS.map(
      (step) =>
        html`
          <li>
            ${Picture({ name: `process#${step}`, alt: '', width: 48, height: 48 })}
            ${t.processSteps[step]}
          </li>`,
    )
    return html`
      <section>
        ${sectionHead(t.process, t.processSample)}
        ${Scene({ name: 'tea-workshop', t: scenes })}
        <ol class="process">${steps}</ol>
      </section>`
  },
)

/** Where it comes from: the place drawn, what is told of it, and the way to all from there. A box comes from several. */
export function Origin(
  { detail, t, scenes, paths, language }: ProductPageProps,
  story: Awaited<ReturnType<typeof Story>>,
) {
  const { family, originCode, originZh, originEn } = detail.product
  if (family === 'gift') return story ? html`<div class="product-origin">${story}</div>` : null
  const name = sceneOf(detail.product)
  const title = t.originTitle(inLanguage(language, originZh, originEn))
  return html`
    <div class="product-origin">
      <div>
        ${Scene({ name, t: scenes })}
        <p class="fine">${family === 'tea' ? t.originNote : t.drawn}</p>
      </div>
      <div class="stack">
        <h2><a href="${paths.products({ origin: originCode })}">${title}</a></h2>
        ${story}
      </div>
    </div>`
}
