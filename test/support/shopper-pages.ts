/** What most visits are made of: home, a list of 24 and a product. */
export const MAIN_PAGES = ['/', '/products', '/products/duobei-gongcha-green']

export const FURTHER_PAGES = [
  '/products/baiqi-chive',
  '/gardens',
  '/impact',
  '/story',
  '/producers',
  '/contact',
  '/terms',
  '/privacy',
  '/licences',
  '/api',
  '/en',
  '/en/products',
  '/en/products/gift-puding-four',
]

/** Not to be indexed: there is no SEO to reach. */
export const PERSONAL_PAGES = ['/cart', '/checkout', '/orders']

/** Something in the cart: the checkout of an empty one leads back to it. */
export const FILLED_CART = 'TEA-GC-250.1.15800'
