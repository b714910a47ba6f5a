import { GardenSheet, type GardenSheetProps } from './garden-sheet.tsx'

/** A garden to pass on: its scene, where it lies, which sizes there are, and the code that opens its page. Pure. */
export const gardenPoster = (props: GardenSheetProps): string => String(<GardenSheet {...props} />)
