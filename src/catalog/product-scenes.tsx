import { inLanguage } from '../i18n/texts.ts'
import { hasPicture, Picture } from '../ui/picture.tsx'
import { scaleOf } from './gallery.ts'
import type { ProductPageProps } from './product-page.tsx'

/** The pack beside an 80 mm cup, at one scale (ux U26). */
export function TrueScale({ detail, t }: ProductPageProps) {
  const name = scaleOf(detail.product.picture)
  if (!name) return null
  return (
    <section>
      <div class="section-head">
        <h2>{t.trueSize}</h2>
        <span class="tag tag-sample">{t.sizeSample}</span>
      </div>
      <Picture name={name} alt={t.trueSizeNote} width={600} height={400} class="scene scene--scale" />
      <p class="fine">{t.trueSizeNote}</p>
    </section>
  )
}

const STEPS = ['pluck', 'wither', 'fix', 'roll', 'dry']

/** How green tea is made, in five signs; other classes are made differently and say nothing here. */
export function Process({ detail, t }: ProductPageProps) {
  if (detail.product.teaClass !== 'green') return null
  return (
    <section>
      <div class="section-head">
        <h2>{t.process}</h2>
        <span class="tag tag-sample">{t.processSample}</span>
      </div>
      <ol class="process">
        {STEPS.map((step) => (
          <li>
            <Picture name={`process-${step}`} alt="" width={48} height={48} />
            {t.processSteps[step]}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The place with its own skyline. */
export function OriginCard({ detail, t, paths, language }: ProductPageProps) {
  const { originCode, originZh, originEn } = detail.product
  const name = `scene-place-${originCode}`
  if (!hasPicture(name)) return null
  return (
    <a class="origin-card" href={paths.products({ origin: originCode })}>
      <Picture name={name} alt="" width={600} height={330} class="scene" />
      <span>
        <strong>{t.originTitle(inLanguage(language, originZh, originEn))}</strong>
        <small>{t.originNote}</small>
      </span>
    </a>
  )
}
