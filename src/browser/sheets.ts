import { enhanceSheetApply, enhanceSheetUpload } from './sheet-progress.ts'

// Sheets come and go without this too; it says how far they are.
enhanceSheetUpload(document)
enhanceSheetApply(document)
