import { enhanceBuyBar } from './buy-bar.ts'
import { enhanceGallery } from './gallery.ts'
import { enhanceQuantity } from './quantity.ts'

/** What helps to look at a product and to choose how many. */
export function enhance(page: Document): void {
  enhanceBuyBar(page)
  enhanceGallery(page)
  enhanceQuantity(page)
}
