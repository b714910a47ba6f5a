import { enhancePictureFields } from './picture-upload.ts'

// The back office works without this too.
enhancePictureFields(document)
