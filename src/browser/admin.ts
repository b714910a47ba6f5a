import { keepForms, sendKeptForms } from './keep-form.ts'
import { enhancePictureFields } from './picture-upload.ts'

// The back office works without this too.
// What was kept is put back first: picture fields look at it.
const keepers = keepForms(document)
enhancePictureFields(document)
sendKeptForms(keepers)
