/** Five points on a 26 grid: the sign of one's own plot. */
export const STAR =
  'M13 1l3.700 7.900 8.300 1-6.100 5.900 1.600 8.500L13 20.100l-7.500 4.200 1.600-8.500L1 9.900l8.300-1z'
