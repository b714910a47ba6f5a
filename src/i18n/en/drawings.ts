import type { drawings as zh } from '../zh/drawings.ts'

export const drawings: typeof zh = {
  plan: {
    mark: { short: 'Schematic · sizes by mu', more: ', not where it lies' },
    title: (garden) => `Schematic plan of the plots of ${garden}`,
    states: { available: 'free', held: 'on hold', adopted: 'adopted', mine: 'mine' },
    area: (cmu) => `${cmu / 100} mu`,
    chosen: 'selected',
    zoom: { closer: 'Zoom in', wider: 'Zoom out' },
  },
  fill: {
    adopted: (count) => `${count} adopted`,
    held: (count) => `${count} on hold`,
    available: (count) => `${count} free`,
  },
  season: { label: 'This season so far', done: 'done', now: 'now', next: 'to come' },
  certificate: {
    title: 'Certificate of Adoption',
    campaign: 'A garden in Guizhou',
    slogan: 'Adopt a mu of tea, help one person into work',
    number: 'No.',
    sentence:
      'This certifies that {holder} has adopted plot {plot} ({area}) of {garden}, {place}, Puding County, with its tea and services of season {season}.',
    longFrom: 60,
    grams: 'Tea due',
    guests: 'Visit',
    guestsValue: (count) => `for ${count}, by appointment`,
    board: 'Name board',
    offer: 'Offer',
    offerValue: (season, version) => `season ${season}, version ${version}, as at the time of order`,
    hash: 'Offer checksum',
    issuedOn: 'Issued on',
    date: (on) => on,
    operator: 'Garden operator (to be named)',
    scan: 'Scan to verify',
    planNote: (plot) => `Schematic · ★ is ${plot}`,
    boundary: 'Tea and services are adopted; no right to land.',
    sample: 'Sample data',
    place: 'Garden',
    plot: 'Plot',
    season: 'Season',
    seasonValue: (season) => `${season}`,
    holder: 'Holder',
    states: {
      valid: { name: 'Valid', text: 'This certificate was issued by this shop and is valid now.' },
      transferred: {
        name: 'Given on',
        text: 'The plot was given to somebody else under a new certificate; this one is no longer valid.',
      },
      refunded: { name: 'Refunded', text: 'This adoption was refunded; the certificate is no longer valid.' },
      concluded: { name: 'Season over', text: 'The season is over. A keepsake; nothing further is due.' },
    },
    verified: 'Verification',
    details: 'What the certificate says',
    print:
      'To print: press Ctrl+P in a browser on a computer, paper A4 landscape. On a phone, take a screenshot.',
  },
}
