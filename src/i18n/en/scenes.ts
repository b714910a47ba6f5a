import type { Texts } from '../texts.ts'

export const scenes: Texts['scenes'] = {
  'chuandong-spring': 'Drawing: tea hills in spring mist, rows winding round them, somebody picking.',
  'huachu-dusk': 'Drawing: a slope of tea at dusk below a stone village with lit windows.',
  'baiyan-chive': 'Drawing: a field of yellow chives in morning light, straw tents in rows, one bed open.',
  'cili-autumn': 'Drawing: cili in autumn, golden fruit hanging over a stone wall with a full basket on it.',
  'bee-yard': 'Drawing: wooden hives under trees in early summer, bees in flight.',
  'noodle-yard': 'Drawing: noodles drying on three racks in a stone yard on a clear day.',
  'tea-workshop': 'Drawing: a tea workshop with trays of fresh leaf and somebody at a steaming pan.',
  'winter-prune': 'Drawing: rows of tea under the first snow, somebody pruning.',
  'mountain-road': 'Drawing: a van with its lights on comes down a winding road before sunrise, mist below.',
  'guangzhou-showroom':
    'Drawing: a shelf in Guangzhou with tea, honey, cili juice and noodles, two visitors looking.',
  'gongda-aerial': 'Drawing: a tea garden from above, golden rows round two knolls and a path between.',
  'spring-bud': 'Drawing: one bud and two leaves with dew.',
  'name-board': 'Drawing: a wooden board between rows of tea.',
  'garden-cup': 'Drawing: a cup and a pot on a stone table above a tea garden.',
}

export const fields: Texts['fields'] = {
  chive: 'Baiyan and Huachu, cut two to three times a year',
  cili: 'Ripens from August to November',
  honey: 'From Puding, of many flowers',
  noodle: 'Made in Puding county',
}

export const teaPictures: Texts['teaPictures'] = { cup: 'Liquor', leaf: 'Dry leaf' }

export const guide: Texts['guide'] = {
  titles: { tea: 'How to brew it', cili: 'How to drink it', honey: 'How to drink it' },
  title: 'How to cook it',
  others: {},
  other: 'Another way',
  sample: 'Sample figures, awaiting the producer’s confirmation',
}
