import { inLanguage } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import { Markdown } from '../ui/markdown.tsx'
import type { ProductPageProps } from './product-page.tsx'
import { partStory, STORY_LIMIT } from './story.ts'

/** The story with its source; what is long waits behind a fold. */
export async function Story({ detail, t, language }: ProductPageProps) {
  const { storyZh, storyEn, storySourceZh, storySourceEn } = detail.product
  const story = inLanguage(language, storyZh, storyEn)
  if (!story) return null
  const [shown, rest] = partStory(story, STORY_LIMIT[language])
  const words = async (text: string) => html`<div class="story-text">${await Markdown({ text })}</div>`
  const fold = rest
    ? html`
        <details class="story-rest">
          <summary>${t.unfold}</summary>
          ${await words(rest)}
        </details>`
    : null
  return html`
    <section>
      ${detail.product.family === 'gift' ? html`<h2>${t.story}</h2>` : null}
      ${await words(shown)}
      ${fold}
      <p class="fine">${t.sourceOf(inLanguage(language, storySourceZh, storySourceEn))}</p>
    </section>`
}
