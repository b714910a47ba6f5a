import { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { sharedPage } from '../http/page-cache.ts'
import { urls } from '../urls.ts'
import {
  showCertificatePoster,
  showCertificateShare,
  showGardenPoster,
  showGardenShare,
} from './garden-cards.tsx'
import { drawGoodsGiftCard, showGoodsGiftCard, showPlotGiftCard, showPlotGiftPicture } from './gift-cards.tsx'
import { showProductPoster, showProductShare } from './product-cards.tsx'
import { followShelfCard } from './shelf-card.ts'

export const sharingRoutes = new Hono<AppEnv>()

sharingRoutes.get(urls.productPoster.path, sharedPage('sku'), showProductPoster)
sharingRoutes.get(urls.productShare.path, sharedPage('sku'), showProductShare)
sharingRoutes.get(urls.gardenPoster.path, sharedPage(), showGardenPoster)
sharingRoutes.get(urls.gardenShare.path, sharedPage(), showGardenShare)
sharingRoutes.get(urls.certificatePoster.path, showCertificatePoster)
sharingRoutes.get(urls.certificateShare.path, showCertificateShare)
sharingRoutes.get(urls.giftCard.path, showPlotGiftCard)
sharingRoutes.get(urls.giftCardPicture.path, showPlotGiftPicture)
sharingRoutes.get(urls.orderGiftCard.path, showGoodsGiftCard)
sharingRoutes.post(urls.orderGiftCard.path, drawGoodsGiftCard)
sharingRoutes.get(urls.shelfCard.path, followShelfCard)
