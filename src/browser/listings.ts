import { checkListing } from './listing-checks.ts'
import { enhanceListingTable } from './listing-table.ts'

// Listing pages work without this; what follows only saves time.
enhanceListingTable(document)
checkListing(document)
