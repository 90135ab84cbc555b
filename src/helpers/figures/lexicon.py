"""The words and signs that printed figures are made of, in English, Indian English and Chinese.

These are tables, and no logic; the words for currencies are in `currencies`. Entries are regular
expressions, or parts of them, unless they are lists of words. A form that is not read yet is, as a
rule, a new entry here. Chinese is written in simplified characters: `TRADITIONAL` turns the others
into them, one for one, so that a place in the text stays the same place.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- what qualifies a number

# The negations of a bound: not less than is at least, and 未超过 is up to.
_NOT = (
    r"(?:(?:not|never|cannot|(?:ca|wo|do|does|did|is|are|was|were|must|should|sha)n['’]t)"
    r"(?: (?:to|be|have|been|fall|go|drop|rise)){0,2})"
)
_NOT_IN_CHINESE = "(?:并未|未曾|未|没有|没|不得|不能|不应|不可|不会|不宜|不准|不许|不)"
_MORE_IN_CHINESE = "超过|超出|超|逾|突破|高于|大于|多于|高过"
_LESS_IN_CHINESE = "低于|少于|小于|亚于|低过"
QUALIFIERS = {
    "over": (
        "over|more than|above|exceeding|exceeds?|exceeded|in excess of|upwards? of|north of"
        "|surpassing|surpasse[sd]|surpass|topping|topped|greater than|higher than|larger than"
        "|upward of|well over|just over|slightly over|slightly more than|a little over"
        f"|(?<![-=<])>|{_MORE_IN_CHINESE}|冲破|跨过|跨越|跨上|跨入|迈入|跃上|登上|闯过|迈过|迈上|站上|站稳|超越|越过"
        # 首破千亿, but not the 破 of 打破 or 破产
        "|[首已再连]破|(?<![突打冲爆首已再连])破(?=[1-9百千万亿一两二三四五六七八九十])"
        # 上百亿, but not the 上 of 以上; 总投资过10亿, but not the 过 of 通过
        "|上(?=[百千万亿兆])|(?<=[值额资量数入已均模中比率])过|(?<![一-鿿])过|^过"
    ),
    "nearly": (
        "nearly|almost|close to|approaching|just under|just below|just short of|接近|将近|逼近"
        # not the 近 of 附近, 最近, 临近, 邻近
        "|(?<![最附临邻接将逼])近"
    ),
    "about": (
        r"about|around|approximately|approx\.?|roughly|some|circa|~|≈|大约|约为|大概|大致"
        "|an estimated|estimated|an approximate|in the region of|in the order of|somewhere around"
        # not the 约 of 签约, 合约, 预约, 节约, …; 折合约 and 持续约 end in such a character
        "|(?<=折合)约|(?<=持续)约|(?<![签合预契节违履续条邀相赴制特公解毁缔简纽大])约"
    ),
    "at_least": (
        "at least|no less than|not less than|no fewer than|not fewer than|a minimum of|minimum of"
        "|no lower than|not lower than|no smaller than|not under|not below|≥|>="
        f"|{_NOT} (?:(?:less|fewer|lower|smaller) than|below|under)"
        f"|{_NOT_IN_CHINESE}(?:{_LESS_IN_CHINESE})|至少|最少|最低"
    ),
    "up_to": (
        "up to|no more than|not more than|at most|as much as|as many as|as high as|a maximum of"
        "|maximum of|not exceeding|less than|fewer than|lower than|smaller than|under|below"
        r"|no greater than|no higher than|≤|<=|<(?![-=])"
        f"|{_NOT} (?:exceed(?:ing|ed)?|surpass(?:ing|ed)?|top|(?:more|greater|higher) than"
        "|over|above)"
        f"|{_NOT_IN_CHINESE}(?:{_MORE_IN_CHINESE})|至多"
        # 最高奖励, 最高可获得资助, 最多给予补贴: the ceiling of a grant
        "|最[高多](?!不)可?[达为获]?得?(?:[奖给补支资][励予助贴持])?"
        f"|不足|不到|未达到?|未满|不满|不及|{_LESS_IN_CHINESE}"
    ),
}
# What may stand between a qualifier and its number as well: up to about, more than an estimated.
BETWEEN = r"about|around|approximately|approx\.?|roughly|some|an estimated|estimated|~|≈|约|大约"
QUALIFIERS_BEHIND = {
    "over": (
        # “and more”, but not that of “and more than 1,000 jobs”, “and over 20 companies”
        r"\+|(?: |-)plus\b|(?<=[年月天成倍])多"
        r"| and (?:above|more|over)\b(?! (?:than|an?|the|all|some|its?)\b| ?[^\w\s.,;:)]?\d"
        r"| (?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty)\b"
        r"| [A-Z]{1,3}\$? ?\d)"
    ),
    "about": r"左右|上下| or so\b| or thereabouts\b",
    "at_least": r"及?以上| or more\b| or above\b| at least\b| or higher\b",
    "up_to": r"以下|以内|之内| or less\b| or fewer\b| at most\b| or below\b",
}
# “over” and the like that belong to the verb or noun before them, and not to the number
OF_THE_VERB = re.compile(
    r"\b(?:"
    r"(?:(?:spread|presid|stretch|sprawl|scatter|split)[a-z]*"
    r"|tak(?:es?|en|ing)|took|(?:hand|roll|turn)(?:s|ed|ing)?) over"
    r"|(?:talk|speak|spoke|worr|complain|concern|question|information|detail)[a-z]* about"
    r"|(?:revolv|centr|center|organi[sz]|structur)[a-z]* around"
    r")$",
    re.IGNORECASE,
)

# --- numbers and scales

SMALL_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen"
    "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
SCALES = {
    # English, and the short forms of newspapers
    "dozen": 12, "hundred": 10**2, "thousand": 10**3,
    "million": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "mil": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9, "bil": 10**9, "mrd": 10**9,
    "trillion": 10**12, "tn": 10**12, "trn": 10**12, "tril": 10**12, "trln": 10**12,
    "quadrillion": 10**15,
    "hundred thousand": 10**5, "hundred million": 10**8, "hundred billion": 10**11,
    "thousand million": 10**9, "thousand billion": 10**12, "thousand trillion": 10**15,
    "million million": 10**12, "million billion": 10**15,
    # India
    "lakh": 10**5, "lac": 10**5, "crore": 10**7, "cr": 10**7,
    "lakh crore": 10**12, "lac crore": 10**12, "l crore": 10**12, "lakh cr": 10**12,
    "lac cr": 10**12, "l cr": 10**12, "hundred crore": 10**9,
    "thousand crore": 10**10, "k crore": 10**10, "k cr": 10**10, "thousand cr": 10**10,
    # China
    "百": 10**2, "千": 10**3,
    "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "兆": 10**12, "百亿": 10**10, "千亿": 10**11,
    "万亿": 10**12, "十万亿": 10**13,
}  # fmt: skip
# Scales that must stand close to their number. A small l is litres, so L is in capitals.
LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12, "L": 10**5}
# Words that a scale is glued to where a space was lost: 65 millionto execute.
GLUED_WORDS = "to|in|and|for|of|from|by|with|over|on|at|is|was|will|the|as|worth|dollars?|yuan"
CHINESE_DIGITS = "〇零一二两三四五六七八九"
# Two digits in a row that are a rough number: 七八个 is seven or eight.
ROUGH_PAIRS = "一二|一两|二三|两三|三四|三五|四五|五六|六七|七八|八九"

# --- units other than money, percent and things counted

UNITS = {  # whole numbers of the first two kinds are exact
    "span": (
        r"years?(?![- ]old)|months?|weeks?|days?|hours?|minutes?"
        r"|周年|年(?:时间)?|个月|个季度|周|天|个?小时|分钟"
    ),
    "whole": "times|fold|倍",
    "measured": (
        # areas and lengths
        r"(?:square|sq\.?|cubic)[ -]?(?:kilomet(?:er|re)s?|met(?:er|re)s?|feet|foot|miles?|km|m|ft)"
        r"|[km]m?[2²3³]|kilomet(?:er|re)s?|met(?:er|re)s?"
        r"|miles?|feet|km|nm|mm|cm|inch(?:es)?|nanomet(?:er|re)s?|hectares?|ha|acres?|mu"
        # weights and volumes
        r"|(?:metric )?tonn?es?|(?:metric )?tons?|kg|kilograms?|barrels?|litres?|liters?"
        # power, energy, data, temperature
        r"|[kKMGT]?W(?:h|p)?(?:/kg|/L)?|(?:giga|mega|kilo|tera)watts?(?:[- ]hours?)?"
        r"|[GTP]B|kV|MVA|degrees? (?:Celsius|Fahrenheit)"
        r"|M{0,2}TPA|mtpa|MTPY|MT|Mt|TPA|tpa|TPD|TEUs?|bpd|dwt|sqm|sqft|sq\.? ft|MMBtu"
        # the same in Chinese; the longer word stands before the word that it begins with
        "|平方公里|平方公尺|平方呎|平方英尺|公顿|公吨|坪|平方千米|平方米|平方|平米|㎡|立方米"
        "|公里|千米|纳米|毫米|厘米|英寸|米|亩|公顷|吨|公斤|千克"
        "|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|千伏|度电|度|升|桶"
    ),
}

# --- things that are counted

MEASURE_WORDS = (  # each with what it must not be the beginning of: 家, but not 家庭 or 家居
    "场次|批次|台套|个|家(?!庭|居)|项(?!目)|大(?!学|型|力)|座|条(?!件)|名(?!单)|位(?!于|居|列)|人次"
    "|人(?!民|才|工)|所(?!有|在)|处(?!于|理)|款|台(?!湾|北|阶|商|资|风)|辆|套|户|件|只"
    "|支(?!持|付)|类|种|宗|份|间(?!接)|组(?!织|成)|艘|架(?!构)|片(?!区)|颗|块(?!链)|栋|幢|笔"
    "|对(?!接|外)|股(?!权|份)|场(?!景|地)|万(?=户)|次(?!元|日|年|数|序|级|要|新|产业)|案(?!例|件)"
    "|例(?!如|行|外|会)|枚|批(?!准|复|发|量|示)|项次|架次|箱|列(?!入|为|出|车)|班(?!子|次|倒|制)"
)
CHINESE_NOUNS = (
    # undertakings
    "子?项目|企业|公司|中心|集群|基地|平台|岗位|园区?|国家级平台|国家|地区|城市|协议|合同|订单"
    "|机构|领域|总部|工厂|生?产线|研究院|实验室|产业|大学|高校|院校"
    # people and gatherings
    "|人才|专家|活动|部门|干部|厂商|会场|毕业生|观众|记者|论坛|机会|用户|员工|职工|居民|游客|客商"
    "|嘉宾|代表(?!性)"
    # places, bodies and goods
    "|开发区|集团|产品|供应商|车企|独角兽|院士|团队|院所|单位|商会|经开区|高新区|自贸区|桩|厂房"
    "|学生|人员|省份|国(?!家)|就业|职位|门店|机器人|会议|仪式|方案|板块|任务|体系|系统|仓库|机组|电站|岛屿|货轮|船舶"
)
# gatherings, which 场 counts: 三场项目建设活动 are no three projects
EVENTS = (
    "活动|会议|论坛|仪式|展会|展览|演出|比赛|赛事|讲座|培训|路演|沙龙|行动|典礼"
    "|(?:推介|招商|发布|对接|座谈|洽谈|签约|招聘|说明|交流|推进|见面|研讨|博览|音乐|演唱)会"
)
# what stands before the output of a project: 年产20万辆新能源汽车项目 counts cars
OUTPUT = re.compile(
    "(?:年|月|日|班)(?:产能?|处理|加工|生产|拆解|回收|组装|吞吐|屠宰|出栏|消纳|供应|制造|封装|印刷"
    "|检测|维修|周转|储存|利用|新增|可产|均产|销|出口|输送|接待|配送|分拣|翻新|改装|综合利用)"
    r"[^，。；、\d]{0,8}$"
    "|产能(?:规模)?(?:将?达到?|为|约)?$|形成[^，。；]{0,8}$"
)
OUTPUT_MEASURES = (
    "瓶|盒|双|粒|卷|头|羽|株|根|副|把|罐|袋|筒|张|幅|册|樘|串|匹|锭|杯|尾|片|块|部|节|樽|克拉"
)
# words that, with a number before, may share the noun of a later one: 5,000 direct, 3,000 indirect
SHARING = _words(
    "direct indirect induced permanent temporary full-time part-time domestic foreign local "
    "overseas new existing large small medium public private skilled unskilled seasonal "
    "international national"
)
IRREGULAR_PLURALS = _words(
    "memoranda employment people staff personnel women men children headcount MoUs MOUs aircraft "
    "spacecraft youth cattle sheep livestock police alumni businessmen countrymen personnel crew "
    "MoU LoI MOU LOI"
)
# things counted in the singular: one project, and a 300-bed hospital
SINGULARS = (
    "project|company|cent(?:er|re)|plant|factory|deal|award|agreement|site|facility|firm|country"
    "|city"
)
HYPHENATED = (
    f"{SINGULARS}|job|bed|room|seat|store|shop|outlet|home|house|unit|turbine|vehicle|aircraft|ship"
    "|berth|worker|employee|student|member"
)
# names with digits in them: 61 Fortune 500 firms
NAMES_IN_NOUNS = r"(?:Fortune|Forbes|Global)(?: Global)? \d+|Boeing \d+|(?:Airbus )?A\d{3}\w*"
# words with digits or brackets within a noun, which then begins behind them: 777-9 jets,
# Random-Access Memory (DRAM) fabs, 132/11-kV substations, 500-MW turbines
ODD_IN_NOUNS = (
    r"\([A-Z][A-Za-z-]{1,9}\)|\d+[/x]\d+(?:-?[A-Za-z]{1,4})?|7\d7(?:-\d{1,2})?[A-Z]{0,3}"
    r"|\d+(?:[.,]\d+)?-?(?:[kKMGT]Wh?p?|kV|MVA|G|K|nm|mm|inch|ha|acre|hectare|km|tonne|ton|bed"
    r"|seat|room|seater|year|day|month|megawatt|gigawatt|storey|story|foot|metre|meter)"
    r"|[A-Z]{1,3}-?\d{1,3}[A-Z]?"
)
MEMORANDA = r"[Mm]emorand(?:ums?|a) [Oo]f [A-Z]?[a-z]+|(?:MoU|MOU|LoI|LOI)['’]?s?"
# a number of things that are a name: Three Rivers Partnership, 5M Holdings, Five Oaks Fund
NAME_ENDINGS = _words(
    "Partnership Holdings Holding Fund Capital Group Ltd Limited Inc Trust Bank Ventures Partners "
    "Foundation Hotel Hotels Resort Resorts Energy Estate Estates Investments Properties Company "
    "Co Corp Corporation LLC LLP PLC plc Associates Advisors Advisers Management Equity Studios "
    "Pictures Park Mall Tower Towers Airport Dam Gorges Bridge Foods Brands Labs Technologies "
    "Media Mining Minerals Resources Development Developments Realty Logistics Pharma Farms Wines "
    "Brewing Academy Institute School Hospital Council District County Township River Point Gold "
    "Oil Gas Road Street Avenue Square Lane Beach Island Islands Harbour Harbor Valley Creek Lake "
    "Lakes Hills"
)
# those of them that end a name with more words: Nine West Holdings
COMPANY_ENDINGS = _words(
    "Holdings Partners Games Investments Properties Ventures Associates Brands Labs Foods Studios"
)
# words that end in s and are no plural
NOT_PLURALS = _words(
    "thirds fourths fifths sixths sevenths eighths ninths tenths "
    "overseas various previous serious numerous gas business process less across class series "
    "status campus access press express wireless glass us cross continuous autonomous focus bus "
    "basis analysis address mass pass logistics electronics robotics this its his is was has as "
    "plus versus respectively gains rises falls signs plans aims says totals includes covers "
    "involves spans accounts comes makes times"
)
# words that end the noun behind a number
NOT_IN_NOUNS = _words(
    "in of to for from with by on at were are be been will would can could may might have had and "
    "or but that which who whose when where while than then per worth valued covering creating "
    "generating over under between among during after before since until into onto through a an "
    "the all each every more most only also not no so if it they them their there these those "
    "signed invested announced including involving"
)
# words that follow an amount whose currency is understood: any other seems to be a currency
MONEY_NOUNS = _words(
    "investment investments investing project deal deals funding fund funds grant grants loan "
    "loans package plan programme program budget pledge commitment commitments stake portfolio "
    "facility expansion plant factory scheme initiative agreement contract business was were is "
    "are has had will would"
)

# --- what makes a number no figure

LEFT_OF_NO_FIGURE = re.compile(
    # ranks and rough numbers, letters and digits that the number is a part of
    r"第$|几$|[A-Za-zÀ-ɏ]$|[\d]\s?[.,:/]$|[A-Za-z\d][-–]$|\bNo\.?\s?$|[+#§№]$"
    # 前5, but not 目前5, 之前5, 当前5; places, codes, telephones, years of the Republic
    r"|(?<![目之以当提])前$|排名$|位列$|位居$|[代编]码[:为]?$|编号[:为]?$|电话[:为]?\s?$"
    r"|热线[:为]?\s?$|双$|民国$"
    # names that end in a number
    r"|\b(?:top|ranked?|ranks|ranking|fortune|phase|stage|part|chapter|section|article|page|room"
    r"|floor|tier|volume|version|level|number|route|"
    r"tower|gate|exit|unit|line|grade|step|point|appendix|annex|schedule|figure|table|paragraph"
    r"|industry|web|tel|phone|ext|form|aged?|q"
    r"|(?-i:Big|Global|Model|Formula|Area|Scope|Type|Category|Class|Boeing|Airbus|Trent|Windows"
    r"|Group of))[.:]?\s$"
    # one in five
    r"|\b(?:one|two|three|four|nine|\d) (?:in|out of) $",
    re.IGNORECASE,
)
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
LEFT_OF_DATE = re.compile(
    rf"\b(?:{_MONTHS})\.?\s$|月$|\b(?i:day|night|week|year|round|session|season|game)\s$"
)
RIGHT_OF_NO_FIGURE = re.compile(
    # dates, editions, floors, ages, classes
    rf"月|日(?![元圆均])|号|届|期|强|楼|层|室|岁|世纪|线(?!路)|代|点(?!\d)|时(?!间)|级|板块"
    rf"|(?:-|\s)years?(?:-|\s)old\b|\s?(?:{_MONTHS})\b|,\d"
    # one in five, ordinals, times of day, names that begin with a number
    rf"|\s(?:in|out of) (?:three|four|five|ten|10|100)\b|(?:st|nd|rd|th)\b|[:/]\d"
    rf"|-(?!(?:{HYPHENATED})\b)[A-Za-z\d]|[A-Za-z\d]|\.\d|’s\b|'s\b|\s?(?:a\.?m\.?|p\.?m\.?)\b"
)
# A noun that begins or ends so is a part of the number that the tables do not know. The phrase is
# refused then, for the number would be read without that part.
MISREAD = re.compile(
    r"[〇零一二两三四五六七八九十百千万亿余多半]|分之|thirds?(?![\w-])"
    r"|(ty|teen|hundred|thousand|dozen|score|lakh|crore|k|m|b|mn|tn"
    r"|or|and|to|decline|decrease|drop|fall|lower|less)\b"
    r"|.*(以上|以下|左右|上下|or more|or less|at least|plus)$",
    re.IGNORECASE,
)

# --- characters

TRADITIONAL = str.maketrans(
    "點號門壇築億萬約兩級個項幣過於餘歐鎊圓韓臺盧將達數額資規業園區團國產線術處輛戶條種頃噸畝間時週們員"
    "倆場電類開發構領總廠實驗學單協議訂獨獸網據頭廣機會車協議擬賓職動幹廠"
    "與專為內對屆崗應強權棟樁畢遊灣熱碼筆紀納組織續編節簽觀眾記論話違鄰臨鐘鏈隊頓預顆塊獎勵給補貼獲銖"
    "爾亞紐蘭馬羅歲層樓衝關來邁躍僅沒幾飛圖劃麼貨圍環讓馬幫"
    "勞優勢錢債賬標勁務員鎮縣○◯",
    "点号门坛筑亿万约两级个项币过于余欧镑元韩台卢将达数额资规业园区团国产线术处辆户条种顷吨亩间时周们员"
    "俩场电类开发构领总厂实验学单协议订独兽网据头广机会车协议拟宾职动干厂"
    "与专为内对届岗应强权栋桩毕游湾热码笔纪纳组织续编节签观众记论话违邻临钟链队顿预颗块奖励给补贴获铢"
    "尔亚纽兰马罗岁层楼冲关来迈跃仅没几飞图划么货围环让马帮"
    "劳优势钱债账标劲务员镇县〇〇",
)
# The digits of accounts, which are words of everyday as well: 大陸, 參加, 隊伍.
FINANCIAL = str.maketrans("壹貳贰弐參叁肆伍陸陆柒捌玖拾佰仟", "一二二二三三四五六六七八九十百千")
HYPHENS = str.maketrans("\u2010\u2011\u2012\ufe63\uff0d", "-----")
SPACES = str.maketrans("\xa0\u2002\u2003\u2007\u2008\u2009\u202f\u3000", "        ")
