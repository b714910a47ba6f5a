import { inLanguage } from '../i18n/texts.ts'
import { drawnOnce, html } from '../ui/html.ts'
import { Picture } from '../ui/picture.tsx'
import { Scene } from '../ui/scene.tsx'
import { drawingOf } from './gallery.ts'
import type { ProductPageProps } from './product-page.tsx'
import type { Story } from './product-story.tsx'
import { sceneOf } from './scene-of.ts'

/** The pack beside an 80 mm cup, at one scale. */
export function TrueScale({ detail, t }: ProductPageProps) {
  const name = drawingOf('scale', detail.product.picture)
  if (!name) return null
  const picture = { name, alt: t.trueSizeNote, width: 600, height: 400, class: 'scene scene--scale' }
  return html`
    <section>
      ${Picture(picture)}
      <p class="fine">${t.trueSizeNote}</p>
    </section>`
}

/** How tea of its class is made, in five steps; of what has no class nothing is said. */
export const Process = (props: ProductPageProps) =>
  props.t.process[props.detail.product.teaClass ?? ''] ? drawProcess(props) : null

const drawProcess = drawnOnce(
  ({ language, detail }: ProductPageProps) => `${language} ${detail.product.teaClass}`,
  ({ t, scenes, detail }) => {
    const steps = t.process[detail.product.teaClass ?? '']!.map(
      ([name, what]) => html`<li><strong>${name}</strong> <span>${what}</span></li>`,
    )
    return html`
      <section class="process">
        <div>
          <h2>${t.processTitle}</h2>
          <ol class="process-steps">${steps}</ol>
          <p class="fine">${t.processNote}</p>
        </div>
        ${Scene({ name: 'tea-workshop', t: scenes })}
      </section>`
  },
)

/** Where it comes from: the place drawn, what is told of it, and the way to all from there. A box comes from several. */
export function Origin(
  { detail, t, scenes, paths, language }: ProductPageProps,
  story: Awaited<ReturnType<typeof Story>>,
) {
  const { family, originCode, originZh, originEn } = detail.product
  if (family === 'gift') return story ? Boxed(drawingOf('closed', detail.product.picture), story, t) : null
  const name = sceneOf(detail.product)
  const title = t.originTitle(inLanguage(language, originZh, originEn))
  return html`
    <div class="product-origin">
      <div>
        ${Scene({ name, t: scenes })}
      </div>
      <div class="stack">
        <h2><a href="${paths.products({ origin: originCode })}">${title}</a></h2>
        ${story}
        <p class="fine">${t.drawnNote}</p>
      </div>
    </div>`
}

/** Of a box, what is told of it beside the box as it arrives: closed. */
const Boxed = (name: string | null, story: unknown, t: ProductPageProps['t']) => html`
  <div class="product-boxed">
    ${story}
    ${name ? Picture({ name, alt: t.closedBox, width: 600, height: 450, class: 'scene-box' }) : null}
  </div>`
