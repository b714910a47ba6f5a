/** What stands in a letter by e-mail; a line each. */
type Facts = { no: string; amount: string; date: string; invoiceNo: string; season: string }
type Words = { subject: string; lines: string[] }

export const mail = {
  hello: '您好：',
  seeOrder: '查看订单',
  seeGarden: '去看我的园',
  stop: '不再接收邮件',
  attached: '发票文件在附件里，XML和PDF一样有效。放不下的，请在订单页下载。',
  notAttached: '请打开订单页，点“发票”下载文件。',
  events: {
    'invoice.ready': ({ no, amount, invoiceNo }: Facts): Words => ({
      subject: `订单${no}的电子发票已开好`,
      lines: [`订单${no}的电子发票已开好，金额${amount}元，发票号码${invoiceNo}。`],
    }),
    'invoice.red': ({ no, amount, invoiceNo }: Facts): Words => ({
      subject: `订单${no}的红字发票已开好`,
      lines: [`订单${no}退款部分的红字发票已开好，金额${amount}元，发票号码${invoiceNo}。`],
    }),
    'transfer.due': ({ no, amount, date }: Facts): Words => ({
      subject: `订单${no}的汇款${date}到期`,
      lines: [
        `订单${no}还在等汇款${amount}元，请于${date}前汇出，并在附言里写订单号。`,
        '逾期没有到账，订单会自动取消。已经汇出的，请不用理会这封邮件。',
      ],
    }),
    'garden.update': (_: Facts): Words => ({
      subject: '您认购的茶园有新记录',
      lines: ['管护人写了新的园事记录。这样的邮件每月最多一封。'],
    }),
    'shortfall.choice': ({ season }: Facts): Words => ({
      subject: `您的地块${season}季歉收，请选择处理方式`,
      lines: [`您认购的地块${season}季采收的茶比约定的少。请打开“我的园”，选等值茶叶、抵用码或退款。`],
    }),
    'renewal.opens': ({ season, date }: Facts): Words => ({
      subject: `您的地块${season}季可以优先续认购`,
      lines: [
        `您认购的地块${season}季为您保留到${date}。愿意继续的，请在“我的园”里续认购；不续也不用做什么。`,
      ],
    }),
    'renewal.ends': ({ season, date }: Facts): Words => ({
      subject: `您的地块${season}季的优先续认购${date}截止`,
      lines: [`您认购的地块${season}季为您保留到${date}，之后别人也可以认购。不续不用做什么。`],
    }),
  },
  stopPage: {
    title: '不再接收邮件？',
    note: '停用后，订单、发票和茶园的通知都不再发到这个邮箱。发票仍可在订单页下载。',
    stop: '不再接收邮件',
    stopped: '已停用邮件',
    stoppedNote: '我们不再给这个邮箱发信。',
    resume: '重新接收邮件',
  },
  confirm: {
    subject: '请确认您的邮箱',
    lines: [
      '有人想用这个邮箱接收订单和茶园的通知。是您本人，请在24小时内点下面的链接确认。',
      '不是您，请不用理会，我们不会再写信。',
    ],
    link: '确认邮箱',
  },
}
