import type { Texts } from '../texts.ts'

export const pages: Texts['pages'] = {
  story: {
    title: 'Puding: hills and tea',
    lead: 'A year’s walk, from winter care in the snow to a shelf in Guangzhou.',
    chapter: (number) => `Part ${number}`,
    quote: '“Clear in colour, sweet in taste, rich in fragrance”',
    quoteOf: 'Premier Zhou Enlai on Duobei tea, 1960',
    facts: [
      ['301 days', 'without frost a year, about'],
      ['1,100–1,300 m', 'where the tea grows around Duobei, Huachu town'],
      ['February 2013', 'Duobei tea protected as a geographical indication'],
    ],
    factsSource: 'Source: material of the Puding programme',
    comma: '. ',
    allFigures: 'All figures and sources',
    shop: 'Shop',
    adopt: 'Adopt a plot',
    drawn: 'Pictures on this page are drawings, not photos.',
    captions: {
      'winter-prune': 'Winter care: pruning after snow',
      'chuandong-spring': 'Chuandong, spring picking',
      'huachu-dusk': 'Huachu, the end of the day',
      'tea-workshop': 'Making tea',
      'baiyan-chive': 'Baiyan, the chive fields',
      'cili-autumn': 'Autumn: the cili is ripe',
      'bee-yard': 'Hives under the trees',
      'noodle-yard': 'Noodles drying in a yard',
      'mountain-road': 'Before dawn, down the hill',
      'guangzhou-showroom': 'A shelf in Guangzhou',
      'gongda-aerial': 'Gongda village, the garden from above',
    },
    sections: [
      {
        title: 'Among karst hills',
        text: 'Puding is a county of Anshun in Guizhou, set among karst hills, with about 301 frost-free days a year. The calendar is a full one: tea in spring, yellow chives cut two or three times a year, and cili ripening from August to November.',
      },
      {
        title: 'Duobei tea',
        text: 'Around Duobei, in Huachu town, the tea grows at 1,100–1,300 metres. In 1960 Premier Zhou Enlai described it as “clear in colour, sweet in taste, rich in fragrance”. Duobei tea has been protected as a geographical indication since February 2013. The black tea has a name of its own: Duobei Hong.',
      },
      {
        title: 'Yellow chives and cili',
        text: 'The chives come from the towns of Baiyan and Huachu. They are tender and keep only a few days, so we pack them with ice, ship them to nearby provinces only, from Monday to Thursday and never on the day before a public holiday, and stop when the season ends. Fresh cili (*Rosa roxburghii*) is rich in vitamin C; for the juice, the label gives the figure.',
      },
      {
        title: 'Yelang honey and Miaoganma noodles',
        text: 'Both keep well and are sold whenever they are in stock: things for the kitchen cupboard. One thing to remember: honey is not suitable for infants under 1 year of age.',
      },
      {
        title: 'From Puding to Guangzhou',
        text: 'Since March 2021 Puding has been paired with Huadu district in Guangzhou under East–West cooperation. Consumption assistance is a plain idea: people and organisations in the east buy the county’s farm goods. You can see them at the showroom in Guangzhou and order by QR code, or order here. Order by order, the harvest finds its way to a table.',
      },
    ],
  },
  producers: {
    title: 'Producers',
    heading: 'Who grows it, who makes it',
    intro:
      'We are checking the names and licences of the producers one by one. Each is written here once it is checked.',
    rule: 'Until a name is checked, a brand or a kind stands for it. Nothing is sold while its label is incomplete.',
    sums: { families: 'families', places: 'places known', checked: 'points checked' },
    planNote: 'Schematic: not true to direction, distance or boundary.',
    seat: 'County seat',
    open: 'Town to be checked',
    listed: ', ',
    comma: ', ',
    missing: 'Still missing',
    complete: 'All checked',
    checked: (done, all) => `${done} of ${all} checked`,
    done: 'Checked: ',
    wanted: 'To be added: ',
    checks: {
      name: 'Producer’s name',
      address: 'Producer’s address',
      place: 'Origin down to the town',
      business: 'Business licence',
      production: 'Food production licence',
      labels: 'Label facts complete',
      mark: 'GI right and certificate no.',
      photo: 'Photos',
    },
    say: {
      tea: 'Around Duobei, in Huachu town, the tea grows at 1,100–1,300 metres. The cultivar and the way it is made are two things, and both belong on the label.',
      chive: 'Cut two or three times a year; it keeps a few days only.',
      cili: 'The fruit ripens from August to November. How much vitamin C a bottle holds, its own label says.',
      honey: 'Not suitable for infants under 1 year of age: every jar has to say so.',
      noodle: 'Plain, or with a sauce. What is in the sauce has to be listed.',
      gift: 'Several Puding products in one box, the same as those sold singly.',
    },
    callTitle: 'Are you one of them?',
    call: 'Send us these and we will fill in the page with you.',
    send: [
      'Photos of your licences',
      'Every label, front and back',
      'The origin, down to town or village',
      'Photos of people, land and goods',
    ],
    contact: 'Contact us',
    drawn: 'Pictures are drawings, not photos.',
    address: 'Address',
    gi: 'Geographical indication',
    giCertificate: (number) => `Duobei tea, certificate ${number}`,
    until: (day) => `valid until ${day}`,
    permits: {
      business: 'Business licence',
      production: 'Food production licence',
      trade: 'Food business licence',
      programme: 'Assistance programme approval',
      green: 'Green food certificate',
      organic: 'Organic certificate',
      other: 'Other certificate',
    },
  },
  impact: {
    title: 'Figures with sources',
    intro: 'Published figures for the whole programme. Our own orders are not included.',
    asOf: (year) => `As of ${year}`,
    source: (text) => `Source: ${text}`,
  },
  contact: {
    title: 'Contact us',
    intro: 'Orders, returns, orders for organisations, complaints: a person will answer.',
    phone: 'Phone',
    wechat: 'WeChat',
    complaints: 'Complaints',
    pending: 'To be added',
  },
  licences: {
    title: 'Licences',
    intro: 'Published as the law requires. Anything still missing is marked “To be added”.',
    operator: 'Operator',
    licence: 'Business licence',
    food: 'Food business licence',
    icp: 'ICP number',
    police: 'Public security record',
  },
  terms: {
    title: 'Terms of purchase',
    sections: (payMinutes) => [
      {
        title: 'Sample products',
        text: 'Products marked “Sample data” carry example prices, sizes and stock. No real payment is taken for them.',
      },
      {
        title: 'Payment',
        text: `Pay within ${payMinutes} minutes of ordering; after that the order closes and its stock is released. If the total changes, we show you the new one before you confirm.`,
      },
      {
        title: 'Delivery',
        text: 'Delivery is charged by province and weight and shown in your cart. Chilled goods ship Monday to Thursday, never on the day before a public holiday.',
      },
      {
        title: 'Returns',
        text: 'Each product page states whether 7-day returns apply. Fresh goods cannot be returned; if something is wrong, claim with photos within 24 hours of delivery.',
      },
      {
        title: 'Cancelling',
        text: 'You can cancel an unpaid order at any time, and a paid order until it ships. Refunds go to your original payment method.',
      },
      {
        title: 'Adoption',
        text: 'You are buying tea and services; no land rights are included. The terms version you order applies, refunds follow its rule, and nothing renews automatically.',
      },
    ],
  },
  privacy: {
    title: 'Privacy policy',
    sections: [
      {
        title: 'What we collect',
        text: 'Only the name, mobile number and address needed to deliver (and your own number when you order for somebody else), plus any invoice details, messages and quote requests you choose to give. So that no one can block goods without paying, unpaid orders and plots on hold carry a keyed hash of their network, deleted once they are paid, cancelled or ended.',
      },
      {
        title: 'How we use it',
        text: 'For delivery, after-sales service and records the law requires. Pasted addresses are recognised on your device and never uploaded.',
      },
      {
        title: 'How we protect it',
        text: 'Phone numbers are stored encrypted; pages show only the first three and last four digits. Nightly backups are not public and are kept for at most twelve months; what was deleted goes with them.',
      },
      {
        title: 'Short messages and WeChat',
        text: 'When something happens to an order, a claim or an adoption, a carrier of short messages (Alibaba Cloud or Tencent Cloud) sends one to your phone; where you linked WeChat, our account there tells you of payments, parcels and refunds instead. Each is given the number, or your id in WeChat (OpenID), and what the message says: order or parcel number, sum or date. No advertising; turn them off on the order page or in My garden, or answer TD, and neither is sent. Records of sending hold no phone number or OpenID and are kept for about half a year.',
      },
      {
        title: 'E-mail',
        text: 'The address you give with a request for an invoice is used to send you that invoice. Your account may keep another address for notices: it is used once you confirmed it, stored encrypted and can be removed at any time. Letters are delivered by a mail provider (Cloudflare or our mail host), which gets the address and the letter alone. No advertising; every letter has a link to stop them.',
      },
      {
        title: 'Cookies',
        text: 'Your cart, province and access to your orders are kept in your browser. What you type at checkout stays on this device and is cleared once you order. The products you viewed are remembered on this device alone, and you can clear them; favourites are kept in your browser and join the account when you sign in. There is no third-party tracking.',
      },
      {
        title: 'Shelf cards',
        text: 'When you scan a shelf card in the showroom, your browser keeps the number of the shelf for 7 days, and an order you place says it; it does not say who you are.',
      },
      {
        title: 'Account',
        text: 'You never have to sign in. When you do, with a code sent to your phone, we store the number encrypted; of the code only a keyed hash, cleared the next day. Your browser keeps the sign-in, which ends after 30 days without a visit and after 90 in any case. If you tick that WeChat be linked, we store your OpenID with our account there, encrypted; we read no name, picture or contacts, and you can unlink it under My account. Orders placed with this number join the account; the phone of who receives a gift opens nothing of its buyer. Against guessing and floods of messages, keyed hashes of numbers and networks carry counts, cleared within two days.',
      },
      {
        title: 'Your rights',
        text: 'Export or delete your data under “My personal data” on the order page; with an account, all at once under “My account”. Any questions, contact us.',
      },
    ],
  },
}
