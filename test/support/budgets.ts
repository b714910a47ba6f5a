const KB = 1024

/** A shopper page at most; bytes as sent, compressed. */
export const PAGE_BUDGET = {
  requests: 20,
  elements: 500,
  html: 16 * KB,
  css: 14 * KB,
  js: 12 * KB,
  firstPictures: 60 * KB,
  shift: 0.02,
}

/** One illustration, compressed. */
export const ILLUSTRATION_BYTES = 8 * KB

/** What is uploaded, compressed. */
export const WORKER_BYTES = 1024 * KB
