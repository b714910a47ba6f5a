import { takeBackErrors } from './admin-errors.ts'
import { keepForms, sendKeptForms } from './keep-form.ts'
import { showLivePreview } from './live-preview.ts'
import { enhanceSeveralPictures } from './picture-several.ts'
import { enhancePictureFields } from './picture-upload.ts'
import { fillReturned, returnToForm } from './return-form.ts'
import { enhanceShortcuts } from './shortcuts.ts'
import { enhanceTicking } from './ticking.ts'

// The back office works without this too.
enhanceTicking(document)
// What was kept is put back first: picture fields look at it.
const keepers = keepForms(document)
fillReturned(document)
enhancePictureFields(document)
enhanceSeveralPictures(document)
sendKeptForms(keepers)
showLivePreview(document)
enhanceShortcuts(document)
takeBackErrors(document)
void returnToForm(document)
