/** Whether this runs in workerd, where a statement takes several times as long as over `node:sqlite`. */
const IN_WORKERD = navigator.userAgent === 'Cloudflare-Workers'
export const DEEP = Boolean(process.env.DEEP)

/** Runs of what is drawn from a seed: verbs decide alike on both databases, so that `npm test` makes most over the fast one. */
export const runsOf = (counts: { workerd: number; node: number; deep: number }): number =>
  DEEP ? counts.deep : IN_WORKERD ? counts.workerd : counts.node
