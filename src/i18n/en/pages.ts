import type { Texts } from '../texts.ts'

export const pages: Texts['pages'] = {
  story: {
    title: 'Hills and tea of Puding',
    sections: [
      {
        title: 'Where it is',
        text: 'Puding is a county of Anshun in Guizhou, among karst hills, with about 301 frost-free days a year.',
      },
      {
        title: 'Why it is sold in Guangzhou',
        text: 'Since March 2021 Puding has been paired with Huadu district of Guangzhou in the East-West cooperation. Consumption assistance means that people and organisations of the east buy the county’s farm goods: in a showroom in Guangzhou, and here.',
      },
      {
        title: 'Duobei tea',
        text: 'Protected as a geographical indication since February 2013. Around Duobei in Huachu it grows at 1,100–1,300 metres. In 1960 Premier Zhou Enlai called it “clear in colour, sweet in taste, rich in fragrance”.',
      },
      { title: 'Baiqi chives', text: 'From the towns of Baiyan and Huachu, cut two to three times a year.' },
    ],
  },
  producers: {
    title: 'Producers',
    intro:
      'Names and licences of the producers are being checked one by one and are not shown before that. These are the producers of the sample data.',
    sample: 'Sample data',
    address: 'Address',
    gi: 'Geographical indication',
    giCertificate: (number) => `Duobei tea · certificate ${number}`,
    until: (day) => `valid until ${day}`,
    permits: {
      business: 'Business licence',
      production: 'Food production licence',
      trade: 'Food trade licence',
      programme: 'Assistance product approval',
      green: 'Green food certificate',
      organic: 'Organic certificate',
      other: 'Other certificate',
    },
  },
  impact: {
    title: 'Figures with sources',
    intro: 'Public figures of the whole programme; our own orders are not in them.',
    asOf: (year) => `As of ${year}`,
    source: (text) => `Source: ${text}`,
  },
  contact: {
    title: 'Contact us',
    intro: 'Orders, after-sales, institutions and complaints: a person answers.',
    phone: 'Phone',
    wechat: 'WeChat',
    complaints: 'Complaints',
    pending: 'to be filled in',
  },
  licences: {
    title: 'Licences',
    intro: 'Shown as the law asks. What is not filled in yet says so.',
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
        text: 'Products marked “Sample data” show example prices, packs and stock; no real money is taken for them.',
      },
      {
        title: 'Payment',
        text: `An order is to be paid within ${payMinutes} minutes; afterwards it closes by itself. A changed total is shown to you first.`,
      },
      {
        title: 'Delivery',
        text: 'Freight depends on province and weight and is shown in the cart. Cold goods leave Monday to Thursday, never the day before a holiday.',
      },
      {
        title: 'Returns',
        text: 'Each product page says whether the seven-day return applies. Fresh goods cannot be returned; claims with photos within 24 hours of delivery.',
      },
      {
        title: 'Cancelling',
        text: 'Unpaid orders at any time; paid orders until they are sent, with a full refund.',
      },
    ],
  },
  privacy: {
    title: 'Privacy policy',
    sections: [
      {
        title: 'What we collect',
        text: 'Name, phone and address for delivery, and the invoice details, notes and requests of institutions you choose to give. So that nobody blocks goods without paying, unpaid orders and kept plots carry a keyed hash of their network, deleted once they are paid, cancelled or over.',
      },
      {
        title: 'What for',
        text: 'Delivery, after-sales and records the law asks for. Recognising a pasted address happens on your phone.',
      },
      {
        title: 'How it is kept',
        text: 'Phone numbers are stored encrypted; pages show only the first three and last four digits. Nightly backups are not public and are kept for at most twelve months; what was deleted goes with them.',
      },
      {
        title: 'Cookies',
        text: 'Cart, province and the right to see your orders stay in your browser. What you type at checkout is kept on this device only, until you order. There is no third-party tracking.',
      },
      {
        title: 'Shelf cards',
        text: 'When you scan a shelf card in the showroom, your browser keeps the number of the shelf for 7 days, and an order you place says it; it does not say who you are.',
      },
      {
        title: 'Your rights',
        text: 'Export or delete your data under “My personal data” on the order page; contact us with any question.',
      },
    ],
  },
}
