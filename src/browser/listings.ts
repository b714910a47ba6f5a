import { checkListing } from './listing-checks.ts'
import { enhanceListingTable } from './listing-table.ts'
import { keepShareCover } from './share-cover.ts'
import { enhanceSheetApply, enhanceSheetUpload } from './sheet-progress.ts'

// Listing pages work without this; what follows only saves time.
enhanceListingTable(document)
checkListing(document)
keepShareCover(document)
enhanceSheetUpload(document)
enhanceSheetApply(document)
