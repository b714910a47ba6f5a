/** How long a plot is kept for somebody who is still choosing. */
export const HOLD_MINUTES = 15
/** Plots one visitor may keep at a time. */
export const MAX_HOLDS = 3
/** How many plots a phone may hold unpaid, and an order may therefore name; triggers insist on it. */
export const MAX_PLOTS = 3
/** Unpaid orders of one phone at a time; a trigger insists on it. */
export const MAX_UNPAID_ORDERS = 3
/** Characters of a name on a plaque. */
export const BOARD_NAME_MOST = 12
