import { inLanguage } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import { hasPicture, Picture } from '../ui/picture.tsx'
import { drawingOf } from './gallery.ts'
import { type GuideStep, readGuide } from './guide.ts'
import type { ProductPageProps } from './product-page.tsx'

/** How to brew or cook it, step by step beside the cup or the produce; nothing where nobody wrote it. */
export function GuideBand({ detail, guide: words, language }: ProductPageProps) {
  const { product } = detail
  const guide = readGuide(product.guide)
  if (!guide.steps.length) return null
  const other = inLanguage(language, guide.otherZh, guide.otherEn).split('\n').filter(Boolean)
  const ways = other.length
    ? html`
        <div class="guide-other">
          <h3>${words.others[product.family] ?? words.other}</h3>
          <ul>${other.map((way) => html`<li>${way}</li>`)}</ul>
        </div>`
    : null
  return html`
    <section class="guide" aria-labelledby="guide">
      <div class="wrap">
        ${beside(product)}
        <div>
          <div class="section-head">
            <h2 id="guide">${words.titles[product.family] ?? words.title}</h2>
            ${guide.sample ? html`<p class="fine">${words.sample}</p>` : null}
          </div>
          <ol class="guide-steps">${guide.steps.map((step) => Step(step, language))}</ol>
          ${ways}
        </div>
      </div>
    </section>`
}

/** The tea in its cup, or what grows or is made. */
function beside({ picture, family }: ProductPageProps['detail']['product']) {
  const name = drawingOf('brew', picture) ?? `produce-${family}`
  return hasPicture(name) ? Picture({ name, alt: '', width: 320, height: 320, class: 'guide-picture' }) : null
}

function Step({ sign, zh, en, noteZh, noteEn }: GuideStep, language: ProductPageProps['language']) {
  const note = inLanguage(language, noteZh, noteEn)
  return html`
    <li>
      ${Picture({ name: `guide#${sign}`, alt: '', width: 96, height: 96 })}
      <div>
        <strong>${inLanguage(language, zh, en)}</strong>
        ${note ? html`<p>${note}</p>` : null}
      </div>
    </li>`
}
