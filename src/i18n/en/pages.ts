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
      'We are checking each producer’s name and licences before showing them. The producers below are sample data.',
    sample: 'Sample data',
    address: 'Address',
    gi: 'Geographical indication',
    giCertificate: (number) => `Duobei tea · certificate ${number}`,
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
        text: 'Only the name, mobile number and address needed to deliver, plus any invoice details, messages and quote requests you choose to give. So that no one can block goods without paying, unpaid orders and plots on hold carry a keyed hash of their network, deleted once they are paid, cancelled or ended.',
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
        title: 'Cookies',
        text: 'Your cart, province and access to your orders are kept in your browser. What you type at checkout stays on this device and is cleared once you order. The products you viewed are remembered on this device alone, and you can clear them. There is no third-party tracking.',
      },
      {
        title: 'Shelf cards',
        text: 'When you scan a shelf card in the showroom, your browser keeps the number of the shelf for 7 days, and an order you place says it; it does not say who you are.',
      },
      {
        title: 'Your rights',
        text: 'Export or delete your data under “My personal data” on the order page. Any questions, contact us.',
      },
    ],
  },
}
