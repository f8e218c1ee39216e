#!/usr/bin/env python3
"""Prints what people choose as a password in Vietnamese, Chinese, Russian and English, one a line.

Nothing here was taken from anybody's list: names, words and the ways in which keyboards lead the hand are put
together as people do it. Digits and signs at the end are left out: they are left out before a password is looked for
(`onedoor_site::passwords`). Made into the file that the program carries with

    scripts/common-passwords.py > list
    onedoor passwords build list protocol/password/data/common.filter
"""

import itertools

SURNAMES_VI = "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh mai cao lam luong".split()
MIDDLE_VI = "thi van huu duc minh thanh ngoc quang xuan thu hong kim tuan quoc anh gia bao".split()
GIVEN_VI = """an anh bao binh chau chi cuong dung duc duy dat giang ha hai hang hanh hien hieu hoa hoai hong hue hung
huong huy khanh khai khoa kien kieu lan lam linh loan long ly mai manh minh my nam nga ngan ngoc nguyen nhan nhi nhung
oanh phat phong phuc phuong quan quang quynh son tai tam tan thai thang thanh thao thi thinh thoa thu thuy tien tin toan
trang tri trinh truc trung tu tuan tung tuyen tuyet uyen van viet vinh vu vy xuan yen""".split()
SURNAMES_ZH = """wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song
tang deng feng han cao zeng peng xiao cai pan tian dong yuan yu jiang du ye cheng wei su lv ding ren lu yao shen""".split()
GIVEN_ZH = """wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xia ping gang hui dan ying hua
liang jian bin bo kai peng fei xin yu ting mei ling hong xue lan qing zhen long hao chen rui yi jia mengyao zihan haoran
xiaoming xiaohong xiaoli xiaofang guoqiang jianguo weiguo zhiqiang lili nana fangfang tingting jingjing""".split()
NAMES_RU = """александр алексей анастасия анатолий андрей анна антон артем борис вадим валентина валерий василий вера
виктор виктория виталий владимир владислав галина григорий даниил дарья денис дмитрий евгений екатерина елена елизавета
иван игорь илья ирина кирилл константин кристина ксения лариса леонид любовь людмила максим маргарита марина мария матвей
михаил надежда наталья никита николай оксана олег ольга павел петр полина роман руслан светлана сергей софья станислав
степан тамара татьяна тимофей федор юлия юрий яна ярослав саша маша даша катя наташа настя оля лена таня дима вова миша
коля леша женя вика""".split()
SURNAMES_RU = """иванов петров сидоров смирнов кузнецов попов васильев соколов михайлов новиков федоров морозов волков
алексеев лебедев семенов егоров павлов козлов степанов николаев орлов андреев макаров никитин захаров зайцев соловьев
борисов яковлев григорьев романов воробьев сергеев фролов александров дмитриев королев гусев киселев ильин максимов
поляков сорокин виноградов ковалев белов медведев антонов тарасов жуков баранов филиппов комаров давыдов беляев герасимов
богданов осипов сидоренко шевченко""".split()
NAMES_EN = """james john robert michael william david richard joseph thomas charles daniel matthew anthony mark steven
paul andrew joshua kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen
larry justin scott brandon benjamin samuel alexander patrick jack dennis jerry mary patricia jennifer linda elizabeth
barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley emily donna michelle carol amanda melissa
deborah stephanie rebecca laura sharon cynthia kathleen amy angela anna emma nicole helen samantha katherine christine
rachel maria heather diane julia olivia victoria martin peter charlie oliver harry""".split()
WORDS = """password passw pass parol mima matkhau mat khau qwerty welcome letmein login admin administrator user guest
test testing demo master secret access system computer internet server database network office windows google facebook
zalo wechat weixin tiktok youtube gmail yahoo apple samsung iphone nokia huawei xiaomi onedoor vneid gosuslugi esia
vietnam hanoi saigon haiphong haiduong danang hue hochiminh vietnamese tphcm cantho nhatrang dalat sapa halong china
zhongguo beijing shanghai shandong jinan qingdao guangzhou shenzhen russia rossiya moskva moscow piter spartak zenit
sunshine flower princess dragon monkey tiger lion panther eagle shadow summer winter spring autumn football soccer
basketball baseball hockey chelsea arsenal liverpool manchester barcelona realmadrid juventus superman batman spiderman
pokemon naruto starwars matrix hello world baby angel lovely love forever family mother father sister brother friend
freedom happy lucky money power rocket silver golden diamond orange banana cherry apple chocolate cookie coffee butterfly
iloveyou iloveu loveyou loveme lover mylove babygirl sweetheart anhyeuem emyeuanh yeuem yeuanh yeuemnhieu yeumaimai
yeuconnhieu giadinh hanhphuc tinhyeu anhnhoem nhoem conyeu meyeu bome chame toiyeuvietnam khongbiet khongco khongnoi
concho conmeo conga matkhaumoi matkhaucu baomat mothai motham taikhoan dangnhap quenmatkhau cuocsong thienthan congchua
hoahong hoasen bongda woaini woaiwojia woaizhongguo wodemima woaima aini baobei qinaide jiayou gongxifacai laopo laogong
xingfu kuaile pengyou tianshi xiaoxiong zhimakaimen caonima nihao wohenhao wodejia woshishui privet lubov lyubov solnce
solnyshko kotik kotenok zayka zaika sobaka koshka lyublyu mama papa semya schastie udacha nadezhda vesna leto osen zima
rossia russian sekret dostup sistema marina natasha kukuruza kartoshka parolparol moyparol nezabudu zabyl
корпорация пароль пароли секрет доступ система админ администратор любовь люблю любимая любимый солнышко солнце котик
котенок зайка зайчик собака кошка мама папа семья счастье удача надежда весна лето осень зима россия москва питер спартак
зенит динамо локомотив друзья друг подруга привет пока жизнь радость ангел дьявол принцесса король королева кукуруза
картошка машина квартира работа школа учитель директор компьютер интернет телефон госуслуги почта неважно незнаю забыл
моипароль мойпароль родина победа спутник космос ромашка березка медведь волк тигр сибирь урал волга шаньдун вьетнам
дракон мастер терминатор наркоман чемпион футбол хоккей
密码 我的密码 我爱你 中国 北京 上海 山东 济南 新年快乐 恭喜发财 芝麻开门 你好 加油 幸福 爱我中华
mậtkhẩu mật-khẩu anhyêuem emyêuanh việtnam hànội yêuem""".split()
LATIN = {"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
         "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
         "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya"}
# A Russian word typed with the keyboard left in English.
KEYS = dict(zip("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"))
ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "azertyuiop", "abcdefghijklmnopqrstuvwxyz",
        "абвгдеёжзийклмнопрст"]
COLUMNS = ["1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik", "9ol", "qaz", "wsx", "edc", "rfv", "tgb", "yhn", "ujm", "йфя", "цыч", "увс"]
STEPS = ["1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "1a2s3d4f5g6h7j8k9l", "a1s2d3f4g5h6j7k8l9", "1z2x3c4v5b6n7m", "й1ц2у3к4е5н6г7ш8", "1й2ц3у4к5е6н7г8ш", "a1b2c3d4e5f6g7h8", "qawsedrftgyhujikolp"]


def keyboards():
    for row in ROWS + STEPS:
        for start, end in itertools.combinations(range(len(row) + 1), 2):
            if end - start >= 5:
                yield row[start:end]
                yield row[start:end][::-1]
    for one, other in itertools.product([row[:n] for row in ROWS for n in range(3, 11)], repeat=2):
        yield one + other
    for several in range(2, 5):
        for start in range(len(COLUMNS)):
            walk = "".join(COLUMNS[start:start + several])
            yield walk
            yield "".join(reversed(COLUMNS[start:start + several]))
    for key in "abcdefghijklmnopqrstuvwxyzабвгдежзиклмнопрстуфхцчшщэюя":
        for times in range(4, 15):
            yield key * times


def names():
    for last, given in itertools.product(SURNAMES_VI, GIVEN_VI):
        yield from (last + given, given + last, f"{last}.{given}")
        for middle in MIDDLE_VI:
            yield last + middle + given
    for middle, given in itertools.product(MIDDLE_VI, GIVEN_VI):
        yield middle + given
    for last, given in itertools.product(SURNAMES_ZH, GIVEN_ZH):
        yield from (last + given, given + last)
    for last, one, other in itertools.product(SURNAMES_ZH[:20], GIVEN_ZH[:36], GIVEN_ZH[:36]):
        yield last + one + other
    russian = NAMES_RU + SURNAMES_RU + [name + "а" for name in SURNAMES_RU]
    russian += [one + other for one in NAMES_RU for other in SURNAMES_RU]
    for name in russian:
        yield from (name, latin(name), typed(name))
    for one, other in itertools.product(NAMES_EN, repeat=2):
        yield one + other
    yield from NAMES_EN + GIVEN_VI + GIVEN_ZH


def latin(word):
    return "".join(LATIN.get(c, c) for c in word)


def typed(word):
    return "".join(KEYS.get(c, c) for c in word)


def words():
    for word in WORDS:
        yield from (word, word * 2, word * 3, word[::-1], latin(word), typed(word), typed(word) * 2, "my" + word, "the" + word, "i" + word)
        for letters in ("a@ ", "o0 ", "a@ o0 ", "e3 ", "i1 ", "s5 ", "s$ ", "a4 ", "a@ s$ o0 ", "a@ s5 o0 ", "e3 i1 o0 ", "a4 e3 i1 o0 s5 "):
            changed = word
            for pair in letters.split():
                changed = changed.replace(pair[0], pair[1])
            yield changed
    plain = [word for word in WORDS if word.isascii()][:170]
    for one, other in itertools.product(plain, repeat=2):
        yield one + other
    for word, name in itertools.product(["yeu", "anhyeu", "emyeu", "iloveyou", "ilove", "love", "woai", "ai", "mylove"], GIVEN_VI + GIVEN_ZH + NAMES_EN):
        yield word + name
        yield name + word


def main():
    found = set()
    for word in itertools.chain(keyboards(), names(), words()):
        word = word.lower().rstrip("0123456789!@#$%^&*()_+-=., ") if any(c.isalpha() for c in word) else word
        if len(word) >= 4 and word not in found:
            found.add(word)
            print(word)


main()
