type Section = { title: string; text: string }

export const pages = {
  story: {
    title: '普定的山与茶',
    sections: [
      { title: '在哪里', text: '普定县属贵州省安顺市，是喀斯特峰丛之间的山地县，全年无霜期约301天。' },
      {
        title: '为什么在广州卖',
        text: '2021年3月起，普定县与广州市花都区在东西部协作中结对。消费帮扶，就是东部的单位和居民购买普定的农产品。线下有广州市消费协作专馆，线上就是这里。',
      },
      {
        title: '朵贝茶',
        text: '朵贝茶自2013年2月起受地理标志保护。化处镇朵贝一带的茶长在海拔1100–1300米处。1960年，周恩来总理评价它“色清味甘，芳香浓郁”。',
      },
      { title: '白旗韭黄', text: '产自白岩镇和化处镇，一年收割2–3茬。' },
    ] as Section[],
  },
  producers: {
    title: '生产者',
    intro: '生产者的名称与证照正在逐家核对，核对完成前不展示。以下为示例数据。',
    sample: '示例数据',
    address: '地址',
    gi: '地理标志产品',
    giCertificate: (number: string) => `朵贝茶 · 证书编号 ${number}`,
    until: (day: string) => `有效期至 ${day}`,
    permits: {
      business: '营业执照',
      production: '食品生产许可证',
      trade: '食品经营许可证',
      programme: '帮扶产品认定',
      green: '绿色食品证书',
      organic: '有机产品认证证书',
      other: '其他证书',
    } as Record<string, string>,
  },
  impact: {
    title: '有出处的数字',
    intro: '以下为协作项目公开发表的数字，不含本店订单。',
    asOf: (year: string) => `数据截至${year}年`,
    source: (text: string) => `来源：${text}`,
  },
  contact: {
    title: '联系我们',
    intro: '订单、售后、单位采购与投诉，都有人接。',
    phone: '电话',
    wechat: '微信',
    complaints: '投诉',
    pending: '待补充',
  },
  licences: {
    title: '证照信息',
    intro: '依法公示。尚未填写的标为“待补充”。',
    operator: '经营者名称',
    licence: '营业执照号',
    food: '食品经营许可证号',
    icp: 'ICP备案号',
    police: '公安备案号',
  },
  terms: {
    title: '购买条款',
    sections: (payMinutes: number): Section[] => [
      { title: '示例商品', text: '标有“示例数据”的商品，价格、规格与库存均为示例，不收取真实货款。' },
      {
        title: '付款',
        text: `请在下单后${payMinutes}分钟内付款，超时订单自动关闭、库存释放。总价如有变化，会先请您确认。`,
      },
      {
        title: '发货与运费',
        text: '运费按省份与重量计算，在购物车里就能看到。冷链商品周一至周四发货，节假日前一天不发。',
      },
      {
        title: '退货',
        text: '每件商品页写明是否支持七天无理由退货。鲜活易腐商品不支持；如有问题，送达后24小时内凭照片申请售后。',
      },
      { title: '取消', text: '未付款的订单随时可以取消；已付款、未发货的也可以取消，货款原路退回。' },
      {
        title: '认购',
        text: '认购的是茶叶产品与服务，不涉及土地权属。认购按下单时的方案版本执行，退款也按该版本的规则计算，不自动续期。',
      },
    ],
  },
  privacy: {
    title: '隐私政策',
    sections: [
      {
        title: '收集什么',
        text: '只收集寄送所需的姓名、手机号和地址，以及您主动填写的发票信息、留言与询价信息。为防止有人不付款占住商品，未付款的订单和保留的地块会记下所在网络的加密摘要，付款、取消或到期后删除。',
      },
      { title: '怎么用', text: '只用于配送、售后和法律要求保存的记录。粘贴的地址在您的设备上识别，不上传。' },
      {
        title: '怎么保护',
        text: '手机号加密保存，页面上只显示前三位和后四位。每夜的备份不公开，最多留12个月；已删除的信息随备份到期消失。',
      },
      {
        title: 'Cookie',
        text: '购物车、送达省份与查看订单的凭证存在您的浏览器里；结算时填的内容只暂存在本机，提交订单后清除。没有第三方跟踪。',
      },
      { title: '您的权利', text: '在订单页的“我的个人信息”可以导出或删除；有疑问请联系我们。' },
    ] as Section[],
  },
}
