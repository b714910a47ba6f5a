import { enhanceAddressPaste } from './address-paste.ts'
import { letBannerClose } from './banner.ts'
import { enhanceBuyBar } from './buy-bar.ts'
import { showCartCount } from './cart-count.ts'
import { keepCertificate } from './certificate-picture.ts'
import { followFreight } from './checkout-total.ts'
import { enhanceFieldErrors } from './field-errors.ts'
import { enhanceForms } from './forms.ts'
import { enhanceGallery } from './gallery.ts'
import { showLivePreview } from './live-preview.ts'
import { countDown, watchPayment } from './payment-watch.ts'
import { enhanceQuantity } from './quantity.ts'
import { enhanceRegionPicker } from './region-picker.ts'

// Every page works without this; what follows only saves time.
letBannerClose(document)
showCartCount(document)
enhanceBuyBar(document)
enhanceForms(document)
enhanceGallery(document)
enhanceQuantity(document)
enhanceRegionPicker(document)
enhanceAddressPaste(document)
enhanceFieldErrors(document)
keepCertificate(document)
followFreight(document)
countDown(document)
watchPayment(document)
showLivePreview(document)
