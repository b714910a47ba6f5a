import type { Printed } from './pack-parts.ts'

/** What the sample packs carry beside their name, by product: like the rows they stand for, examples. */
export const PRINTED: Record<string, Printed> = {
  'duobei-baiye-spring-green': { net: '100 g', months: [3, 4] },
  'duobei-gongcha-green': { net: '100 g', months: [3, 4, 5] },
  'duobei-hong': { net: '100 g', months: [4, 5, 6, 9, 10] },
  'gongda-golden-bud': { net: '50 g', months: [3, 4] },
  'yelang-honey': { net: '500 g', months: [5, 6, 7, 8, 9, 10] },
  'cili-dried': { net: '100 g' },
}
