const MONTHS = [
  '',
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
/** A month from 1 to 12 by its name. */
export const monthName = (month: number) => MONTHS[month] ?? ''
