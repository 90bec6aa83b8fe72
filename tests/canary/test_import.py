# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The main job on a file as it is exported elsewhere: foreign money, ranges, dashes for nothing, percent, quotes."""

import unittest

from app import wait_for
from canary import Canary, watched
from office import Colleague

PRODUCTS = '''商品ID,商品标题,售价,商品分类,上架时间,佣金比例,[28天]销量,[28天]销售额,国家
1729582598261738105,"Loa bluetooth,  siêu đẹp","99,000₫",手机与数码/影音设备/音箱,2023-01-23 08:08:03,8%,1558,153994500,VN
1732277045382187641,[KOC] QUẠT CẦM TAY,"139,000₫",手机与数码/USB风扇,2025-04-08 19:07:56,-,811,112729000,VN
'''

CREATORS = '''达人ID,达人分类,粉丝数,带货销量,带货销售额,直播GPM,视频GPM,国家,Affiliate_GMV,Avg_order_value,CTR
c0788a6332f,家居、家具和电器,5133,0,0,81.24万₫-81.24万₫,4951.96₫-4951.96₫,VN,0,--,13%
c66e0aa6851,电子设备,5.461万,1850,401130000,0₫-0₫,1356.94₫-1394.38₫,VN,4144765,345397,12%
ca41dd08497,"其他, 综合",64426,61,17902986,0₫-0₫,2240.09₫-2289.76₫,VN,195000,195000,9%
c21cd722ca2,美妆,很多,44,4874735,0₫-0₫,1805.35₫-1807.51₫,VN,0,--,5%
'''

SALES = '''达人ID,商品ID,视频数,播放量,点赞数,[28天]销量,[28天]销售额
c0788a6332f,1729582598261738105,1,198,6,0,0
c66e0aa6851,1732277045382187641,1,36000,234,22,3058000
c66e0aa6851,1729582598261738105,1,4700000,22799,1776,388944000
nobody,1729582598261738105,1,10,1,1,99000
'''


class Import(Canary):
  def write(self, name, text, encoding='utf-8'):
    path = f'{self.folder}/{name}'
    with open(path, 'w', encoding=encoding) as file:
      file.write(text)
    return path

  def open_file(self, path):
    """Ctrl+I and the path, by keyboard; the toolkit's completion may take the first Return for itself."""
    self.app.keys('ctrl+i')
    self.app.find('Choose a File to Import')
    self.app.keys('ctrl+l')
    self.app.type(path)
    self.app.click('_Open Open')
    self.app.rest()

  @watched
  def test_the_real_exports_go_in_by_keyboard(self):
    self.office.run('import', 'products', self.write('products.csv', PRODUCTS), '--rate', '0.00028')
    app = self.start_signed_in()
    self.open_book()

    # Dong, which nobody converts at a guess: the dialog asks, and previews what it will refuse.
    self.open_file(self.write('creators.csv', CREATORS, 'gb18030'))
    app.find('What the file lists*')
    app.keys('Return')
    app.find('*say what one unit of it is worth in yuan*', 'label')
    app.type('0.00028')
    app.keys('Return')
    app.find('Refused (1)', 'label')
    app.find('*“很多” is not a number*', 'label')
    app.keys('Return')
    app.rest()
    app.find('Imported: 3 new, 0 changed, 1 refused*', 'label')
    app.find('38 streamers*', 'label')

    # The list of sales names no currency; the row for it is there all the same.
    self.open_file(self.write('sales.csv', SALES))
    app.find('What the file lists*')
    app.write('Yuan for one unit of it*', '0.00028')
    app.click('*Preview')
    app.find('Refused (1)', 'label')
    app.click('*Import')
    app.rest()
    app.find('Imported: 3 new, 0 changed, 1 refused', 'label')

    self.open_streamer('c66e0aa6851')
    app.find('54.6k', 'label')
    app.find('In sync, *', 'push button')
    colleague = Colleague(self.office)
    seller = colleague.streamer('c66e0aa6851')
    sales = [sale for sale in colleague.all('Sale') if sale['streamer'] == seller['id']]
    self.assertEqual(sorted((sale['units'], sale['amount']) for sale in sales), [(22, 856240), (1776, 108904320)])

    # Both imports are steps that go back whole, at the office too.
    app.write('Search in this list', '', 'entry')
    app.point('In sync, *', 'push button')
    app.find('Everything Is with the Office')
    for label in ('Undone: Import of Sales from sales.csv', 'Undone: Import of Streamers from creators.csv'):
      app.keys('ctrl+z')
      app.find(label, 'label')
    app.keys('alt+2')
    self.open_book()
    wait_for('the office without the imported', lambda: len(colleague.all('Streamer')) == 35)


if __name__ == '__main__':
  unittest.main()
